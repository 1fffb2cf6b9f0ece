package chat.dynamodb;

import static chat.dynamodb.Attributes.number;

import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.UserId;

import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Moves a row to an operation: its number, its last message and a device's cursor move forward,
/// each by itself. The first attempt moves all; if a part is not behind, the next one leaves it
/// out.
///
/// @param lastMessage empty to leave it as it is
record OperationUpdate(
        Optional<DeviceId> device,
        UserId user,
        UserId peer,
        Entry operation,
        Optional<Preview> lastMessage,
        Instant now) {
    private static final String SEQ_IS_BEHIND = "lastSeq < :seq";
    private static final String SEQ_IS_BEHIND_OR_ABSENT =
            "(attribute_not_exists(lastSeq) OR lastSeq < :seq)";

    /// The row shows the message that the operation has last, or a later one.
    private static final String MESSAGE_IS_THERE = "lastMessageSeq >= :last";

    private static final String MESSAGE_IS_BEHIND =
            "(attribute_not_exists(lastMessageSeq) OR lastMessageSeq < :lastMessageSeq OR"
                    + " (lastMessageSeq = :lastMessageSeq AND ("
                    + RowItem.PREVIEW_VERSION
                    + " < :least OR attribute_not_exists("
                    + RowItem.PREVIEW_VERSION
                    + "))))";

    /// The parts that an attempt moves.
    private record Parts(boolean seq, boolean message, boolean cursor) {}

    /// @param update executes an update
    /// @return false if the last message is needed and was not given
    boolean run(Consumer<UpdateItemRequest.Builder> update) {
        var parts = new Parts(true, lastMessage.isPresent(), device.isPresent());
        while (parts.seq() || parts.message()) {
            try {
                update.accept(request(parts));
                return true;
            } catch (ConditionalCheckFailedException isNotBehind) {
                ConversationRow row = row(isNotBehind);
                if (lacksMessage(row)) {
                    return false;
                }
                parts = behind(row);
            }
        }
        return true;
    }

    private ConversationRow row(ConditionalCheckFailedException failure) {
        return failure.hasItem() && failure.item().containsKey(Keys.PEER)
                ? RowItem.read(failure.item())
                : ConversationRow.empty(user, peer);
    }

    private boolean lacksMessage(ConversationRow row) {
        return lastMessage.isEmpty()
                && row.lastSeq() < operation.seq()
                && row.lastMessage().map(Preview::seq).orElse(0L) < operation.lastMessage();
    }

    private Parts behind(ConversationRow row) {
        boolean seq = row.lastSeq() < operation.seq();
        boolean message =
                lastMessage.filter(m -> row.lastMessage().map(m::isAfter).orElse(true)).isPresent();
        boolean cursor =
                device.filter(d -> row.cursor(d).orElse(0) == operation.seq() - 1).isPresent();
        return new Parts(seq, message, seq && cursor);
    }

    private UpdateItemRequest.Builder request(Parts parts) {
        var row = new RowUpdate();
        if (parts.seq()) {
            row.entry(peer, operation, now)
                    .condition(parts.message() ? SEQ_IS_BEHIND_OR_ABSENT : SEQ_IS_BEHIND);
        }
        if (parts.message()) {
            Preview preview = lastMessage.orElseThrow();
            row.lastMessage(peer, preview)
                    .value(":least", number(Math.max(1, preview.version())))
                    .condition(MESSAGE_IS_BEHIND);
        } else {
            row.value(":last", number(operation.lastMessage())).condition(MESSAGE_IS_THERE);
        }
        if (parts.cursor()) {
            row.cursor(device.orElseThrow(), operation.seq());
        }
        return row.request(user, peer)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
}
