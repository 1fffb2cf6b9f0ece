package chat.messages;

import chat.delivery.Push;
import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ClientMessageId;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Draft;
import chat.domain.Entry;
import chat.domain.Relation;
import chat.domain.UserId;
import chat.messages.Append.Found;
import chat.messages.Append.Written;
import chat.port.ConversationIndex;
import chat.port.Parallel;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Rejected;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Sends a message: log, rows, push, reply, in this order. An operation is folded onto its target
/// before the rows. A retry takes the same steps with the stored entry, so it completes what an
/// earlier attempt left unfinished.
public final class SendMessage {
    private static final Duration RETRY_MIN = Duration.ofMillis(500);
    private static final int RETRY_SPREAD_MILLIS = 1_000;

    private final Append append;
    private final ConversationIndex index;
    private final Operations operations;
    private final Admission admission;
    private final Push push;
    private final Parallel parallel;

    public SendMessage(
            Append append,
            ConversationIndex index,
            Operations operations,
            Admission admission,
            Push push,
            Parallel parallel) {
        this.append = append;
        this.index = index;
        this.operations = operations;
        this.admission = admission;
        this.push = push;
        this.parallel = parallel;
    }

    /// @return [ServerFrame.Accepted], once the message is durable and each push has an outcome; or
    ///   [Rejected], in which case nothing was written
    public ServerFrame handle(Caller caller, ClientFrame.SendMessage frame, Instant now) {
        var self = frame.rejectSelf(caller.user(), "to", frame.to());
        if (self.isPresent()) {
            return self.get();
        }
        var tooMuch = admission.toSend(caller, frame, now);
        if (tooMuch.isPresent()) {
            return tooMuch.get();
        }
        var conversation = ConversationId.of(caller.user(), frame.to());
        var draft =
                new Draft(
                        caller.user(),
                        frame.to(),
                        frame.clientMessageId(),
                        frame.target(),
                        frame.body());
        Known known = read(conversation, draft, frame.position());
        return switch (known.found()) {
            case Found.Stored(Entry entry) -> finish(caller, frame, entry, now);
            case Found.TooMany() ->
                    frame.reject(
                            ErrorCode.CONFLICT,
                            "the log has too many entries after `after`: sync, then send again");
            case Found.Contradiction(String field) ->
                    frame.reject(
                            ErrorCode.INVALID_FIELD,
                            field + " does not match the conversation's log");
            case Found.Absent absent ->
                    refusal(caller, frame, known, absent, now)
                            .<ServerFrame>map(refused -> refused)
                            .orElseGet(() -> write(caller, frame, draft, absent.tail(), now));
        };
    }

    /// The data read before a message is written.
    ///
    /// @param target of an operation; empty for a message
    private record Known(
            Found found, Optional<ConversationRow> recipientRow, Optional<Entry> target) {}

    private Known read(ConversationId conversation, Draft draft, Position position) {
        if (!draft.isOperation()) {
            var known =
                    parallel.both(
                            () -> append.look(conversation, draft, position),
                            () -> index.find(draft.to(), draft.from()));
            return new Known(known.first(), known.second(), Optional.empty());
        }
        var known =
                parallel.both(
                        () -> append.look(conversation, draft, position),
                        () ->
                                parallel.both(
                                        () -> index.find(draft.to(), draft.from()),
                                        () -> operations.current(conversation, draft.target())));
        return new Known(known.first(), known.second().first(), known.second().second());
    }

    private Optional<Rejected> refusal(
            Caller caller,
            ClientFrame.SendMessage frame,
            Known known,
            Found.Absent absent,
            Instant now) {
        var row = known.recipientRow();
        Relation relation = row.map(ConversationRow::relation).orElse(Relation.NONE);
        // A removal contains nothing for the recipient, so it is allowed despite a block.
        boolean removal = frame.body() instanceof Body.Remove;
        if (relation.blocks() && !removal) {
            return Optional.of(
                    unavailable(frame, "the recipient does not accept messages from you"));
        }
        if (relation.blocked() && !removal) {
            return Optional.of(unavailable(frame, "you have blocked the recipient: unblock first"));
        }
        if (!frame.body().kind().isMessage()) {
            return absent.targetRemoved()
                    ? Optional.of(Admission.targetRemoved(frame))
                    : admission.toOperate(frame, caller.user(), known.target(), now);
        }
        if (frame.target() > absent.tail().map(Entry::seq).orElse(0L)) {
            return Optional.of(frame.reject(ErrorCode.TARGET_GONE, "target is not in the log"));
        }
        return absent.tail().isPresent() || row.filter(ConversationRow::hasBegun).isPresent()
                ? Optional.empty()
                : admission.toBegin(caller, frame, now);
    }

    private static Rejected unavailable(ClientFrame.SendMessage frame, String message) {
        return frame.reject(ErrorCode.RECIPIENT_UNAVAILABLE, message);
    }

    private ServerFrame write(
            Caller caller,
            ClientFrame.SendMessage frame,
            Draft draft,
            Optional<Entry> tail,
            Instant now) {
        var conversation = ConversationId.of(draft.from(), draft.to());
        return switch (append.write(conversation, draft, tail, now)) {
            case Written.InLog(Entry entry) -> finish(caller, frame, entry, now);
            case Written.TargetRemoved() -> Admission.targetRemoved(frame);
            case Written.ContentionLost() ->
                    frame.conflict(
                            "too many messages at once: sync, then send again",
                            retryAfter(frame.clientMessageId()));
        };
    }

    /// The wait before a retry. It depends on the message's id, so that messages that lost the same
    /// race do not retry at the same time.
    private static Duration retryAfter(ClientMessageId id) {
        return RETRY_MIN.plusMillis(Math.floorMod(id.value().hashCode(), RETRY_SPREAD_MILLIS));
    }

    private ServerFrame finish(
            Caller caller, ClientFrame.SendMessage frame, Entry entry, Instant now) {
        return entry.kind().isMessage()
                ? finishMessage(caller, frame, entry, now)
                : finishOperation(caller, frame, entry, now);
    }

    private ServerFrame finishMessage(
            Caller caller, ClientFrame.SendMessage frame, Entry entry, Instant now) {
        parallel.both(
                () -> indexOwn(caller, frame, entry, now),
                () -> index.index(frame.to(), caller.user(), entry, now));
        return push(caller, frame, entry, now);
    }

    private ServerFrame finishOperation(
            Caller caller, ClientFrame.SendMessage frame, Entry entry, Instant now) {
        var conversation = ConversationId.of(caller.user(), frame.to());
        Optional<DeviceId> device =
                follows(frame, entry) ? Optional.of(caller.device()) : Optional.empty();
        return push(caller, frame, operations.finish(conversation, entry, device, now), now);
    }

    private ServerFrame push(
            Caller caller, ClientFrame.SendMessage frame, Entry entry, Instant now) {
        UserId sender = caller.user();
        UserId recipient = frame.to();
        push.to(
                Map.of(
                        sender, pushed(recipient, entry),
                        recipient, pushed(sender, entry)),
                Optional.of(caller.connection()),
                now);
        return new ServerFrame.Accepted(frame.requestId(), recipient, entry);
    }

    /// Advances the row, and the cursor of a device that held all earlier entries: it holds this
    /// one too.
    private static boolean follows(ClientFrame.SendMessage frame, Entry entry) {
        return frame.position().equals(new Position.After(entry.seq() - 1));
    }

    /// Advances the row, and the cursor of a device that held all earlier entries: it holds this
    /// one too.
    private boolean indexOwn(
            Caller caller, ClientFrame.SendMessage frame, Entry entry, Instant now) {
        return (follows(frame, entry)
                        && index.indexFrom(caller.device(), caller.user(), frame.to(), entry, now))
                || index.index(caller.user(), frame.to(), entry, now);
    }

    private static ServerFrame pushed(UserId peer, Entry entry) {
        return new ServerFrame.Messages(peer, OptionalLong.empty(), List.of(entry));
    }
}
