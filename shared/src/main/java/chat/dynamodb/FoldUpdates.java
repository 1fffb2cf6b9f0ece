package chat.dynamodb;

import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.Body;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.domain.EntryKind;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.List;
import java.util.Map;

/// The updates of entries in the Messages table. Each is one conditional write, which never makes
/// an item.
final class FoldUpdates {
    /// `text` and `type` are reserved words of DynamoDB.
    private static final Map<String, String> BODY =
            Map.of("#text", EntryItem.TEXT, "#type", EntryItem.TYPE, "#salt", EntryItem.SALT);

    private static final String ERASE = "REMOVE #text, #type, #salt";
    private static final String EXISTS = "attribute_exists(" + Keys.SEQ + ")";

    private final DynamoDbClient dynamoDb;
    private final String table;

    FoldUpdates(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /// Folds an operation onto its target, unless the target has it or a later one.
    ///
    /// @return the target's item afterwards
    Map<String, AttributeValue> fold(ConversationId conversation, Entry operation) {
        try {
            return dynamoDb.updateItem(
                            update(operation)
                                    .tableName(table)
                                    .key(EntryItem.key(conversation, operation.target()))
                                    .returnValues(ReturnValue.ALL_NEW)
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                    .build())
                    .attributes();
        } catch (ConditionalCheckFailedException isFolded) {
            if (isFolded.hasItem()) {
                return isFolded.item();
            }
            throw new IllegalStateException(
                    "entry %d has no target %d".formatted(operation.seq(), operation.target()),
                    isFolded);
        }
    }

    private static UpdateItemRequest.Builder update(Entry operation) {
        if (operation.kind().equals(EntryKind.EDIT)) {
            return edit(operation);
        }
        if (operation.kind().equals(EntryKind.REMOVE)) {
            return remove(operation);
        }
        if (operation.body().orElse(null) instanceof Body.Reaction(String emoji)) {
            return react(operation, emoji);
        }
        throw new IllegalArgumentException("entry %d cannot be folded".formatted(operation.seq()));
    }

    private static UpdateItemRequest.Builder edit(Entry edit) {
        return UpdateItemRequest.builder()
                .updateExpression("ADD " + EntryItem.EDITS + " :edits")
                .conditionExpression(EXISTS)
                .expressionAttributeValues(
                        Map.of(":edits", AttributeValue.fromNs(list(edit.seq()))));
    }

    /// Of two removals the first one counts, as in the log.
    private static UpdateItemRequest.Builder remove(Entry removal) {
        return UpdateItemRequest.builder()
                .updateExpression("SET " + EntryItem.REMOVED_BY + " = :seq " + ERASE)
                .conditionExpression(
                        EXISTS
                                + " AND (attribute_not_exists("
                                + EntryItem.REMOVED_BY
                                + ") OR "
                                + EntryItem.REMOVED_BY
                                + " > :seq)")
                .expressionAttributeNames(BODY)
                .expressionAttributeValues(Map.of(":seq", number(removal.seq())));
    }

    /// Of two reactions of one member the last one counts.
    private static UpdateItemRequest.Builder react(Entry reaction, String emoji) {
        return UpdateItemRequest.builder()
                .updateExpression("SET #emoji = :emoji, #emojiSeq = :seq")
                .conditionExpression(
                        EXISTS + " AND (attribute_not_exists(#emojiSeq) OR #emojiSeq < :seq)")
                .expressionAttributeNames(
                        Map.of(
                                "#emoji", EntryItem.reaction(reaction.from()),
                                "#emojiSeq", EntryItem.reactionSeq(reaction.from())))
                .expressionAttributeValues(
                        Map.of(":emoji", text(emoji), ":seq", number(reaction.seq())));
    }

    /// Removes the body and the salt of an entry, never the entry.
    void erase(ConversationId conversation, long seq) {
        dynamoDb.updateItem(
                update ->
                        update.tableName(table)
                                .key(EntryItem.key(conversation, seq))
                                .updateExpression(ERASE)
                                .conditionExpression(EXISTS)
                                .expressionAttributeNames(BODY));
    }

    private static List<String> list(long seq) {
        return List.of(Long.toString(seq));
    }
}
