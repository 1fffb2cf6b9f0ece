package chat.simulation;

import chat.domain.UserId;
import chat.simulation.ConversationReplica.Watermark;
import chat.simulation.DeviceStore.Draft;
import chat.simulation.ReceivedEntry.Content;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// Processes each frame of the server on a device.
final class Inbox {
    private static final Duration READING = Duration.ofSeconds(4);

    private final SystemUnderTest system;
    private final Device device;

    Inbox(SystemUnderTest system, Device device) {
        this.system = system;
        this.device = device;
    }

    void take(Session session, Json frame) {
        switch (frame.textOr("type")) {
            case "messages" -> messages(frame);
            case "accepted" -> accepted(frame);
            case "receipt" -> receipt(frame);
            case "cursor" -> device.store().conversation(peer(frame)).read(frame.number("read"));
            case "caughtUp" -> caughtUp(session, frame);
            case "acked" -> device.acks().acked(session, frame.text("requestId"));
            case "rejected" -> rejected(session, frame);
            case "conversation" -> conversation(frame);
            case "hidden" -> device.hiding().receive(frame);
            case "profile" -> device.settingsOutbox().answered(frame.text("requestId"));
            case "presence" -> device.presence().receive(frame);
            case "pong" -> {}
            case "" -> {
                device.outbox().failed();
                device.acks().failed();
            }
            default -> throw new Violation("unknown frame");
        }
    }

    private static UserId peer(Json frame) {
        return new UserId(frame.text("peer"));
    }

    private void messages(Json frame) {
        UserId peer = peer(frame);
        Map<Long, ReceivedEntry> news = new LinkedHashMap<>();
        for (Json entry : frame.objects("messages")) {
            news.put(entry.number("seq"), ReceivedEntry.of(entry));
        }
        system.checker().received(device, peer, news.values());
        take(peer, frame.optionalNumber("after"), news);
        long last = news.keySet().stream().mapToLong(seq -> seq).max().orElseThrow();
        device.store().conversation(peer).digest(last, frame.text("digest"));
        news.values().stream()
                .filter(entry -> entry.from().equals(device.user().value()))
                .forEach(entry -> device.outbox().seen(peer, entry.id()));
    }

    private void take(UserId peer, OptionalLong after, Map<Long, ReceivedEntry> news) {
        ConversationReplica conversation = device.store().conversation(peer);
        long before = conversation.held();
        if (!conversation.take(after, news)) {
            device.acks().again(peer);
        }
        if (conversation.held() > before && system.random().chance(0.5)) {
            device.later(system.random().around(READING), () -> device.read(peer));
        }
    }

    private void accepted(Json frame) {
        UserId peer = peer(frame);
        String message = frame.text("clientMessageId");
        long seq = frame.number("seq");
        system.checker().accepted(device, peer, message, seq);
        device.outbox()
                .accepted(peer, message)
                .ifPresent(
                        item -> {
                            var held =
                                    new ReceivedEntry(
                                            item.draft().kind(),
                                            device.user().value(),
                                            message,
                                            frame.number("sentAt"),
                                            item.draft().target(),
                                            content(frame, item.draft()));
                            ConversationReplica conversation = device.store().conversation(peer);
                            conversation.take(OptionalLong.empty(), Map.of(seq, held));
                        });
        device.store().conversation(peer).digest(seq, frame.text("digest"));
        device.store().conversation(peer).reaches(seq);
    }

    /// A body that is erased in the meantime is not stored.
    private static Content content(Json frame, Draft draft) {
        return frame.has("salt")
                ? new Content.Written(
                        draft.type(), draft.text(), draft.forwarded(), frame.text("salt"))
                : new Content.Erased(frame.text("bodyHash"));
    }

    private void conversation(Json frame) {
        settings(device.store().conversation(peer(frame)), frame);
        device.settingsOutbox().answered(frame.textOr("requestId"));
    }

    private void settings(ConversationReplica conversation, Json state) {
        KnownSettings.of(state)
                .ifPresent(
                        settings -> {
                            system.checker()
                                    .privacy()
                                    .received(device, conversation.peer(), settings);
                            conversation.settings(settings, system.alteration().forgetsVersions());
                        });
    }

    private void receipt(Json frame) {
        receipt(
                device.store().conversation(peer(frame)),
                frame.number("delivered"),
                frame.number("read"));
    }

    private void receipt(ConversationReplica conversation, long delivered, long read) {
        system.checker().privacy().receivedRead(device, conversation.peer(), read);
        conversation.receipt(delivered, read);
        system.checker().receipts().receipt(device, conversation);
    }

    private void caughtUp(Session session, Json frame) {
        for (Json state : frame.objects("conversations")) {
            ConversationReplica conversation = device.store().conversation(peer(state));
            if (!frame.isTrue("more")) {
                conversation.reaches(state.number("lastSeq"));
            }
            receipt(conversation, state.number("peerDelivered"), state.number("peerRead"));
            conversation.read(state.number("read"));
            settings(conversation, state);
            device.hiding().state(conversation.peer(), state);
            device.acks()
                    .onServerState(
                            conversation,
                            new Watermark(
                                    state.optionalNumber("cursor").orElse(0),
                                    state.number("read")));
        }
        session.caughtUp(frame);
    }

    private void rejected(Session session, Json frame) {
        String code = frame.text("code");
        if (code.equals("tokenExpired")) {
            device.connections().renew(session);
        } else if (frame.has("clientMessageId")) {
            messageRejected(session, frame, peer(frame));
        } else if (frame.isTrue("retryable")) {
            refusedForNow(session, frame);
        } else if (!device.settingsOutbox().rejected(frame.textOr("requestId"), code)) {
            throw new Violation(
                    device.id().value() + " was rejected: " + code + frame.text("message"));
        }
    }

    private void messageRejected(Session session, Json frame, UserId peer) {
        String id = frame.text("clientMessageId");
        system.checker().retries().refusesTry(id);
        if (frame.isTrue("retryable")) {
            noteWait(id, frame);
            if (frame.text("code").equals("conflict")) {
                conflict(session, frame);
            }
            device.outbox().rejectedForNow(peer, id);
        } else {
            device.outbox().rejected(peer, id, frame.text("code"));
        }
    }

    /// The server did not find the message and could not store it. It sends `retryAfterMs` only
    /// after lost races.
    private void conflict(Session session, Json frame) {
        if (frame.has("retryAfterMs")) {
            system.checker().retries().losesRaces();
        }
        session.repairs().sync();
        if (system.alteration().treatsConflictAsFinal()) {
            device.outbox().accepted(peer(frame), frame.text("clientMessageId"));
        }
    }

    /// Sends the same request again once the server allows it. Only acks have no request id.
    private void refusedForNow(Session session, Json frame) {
        String id = frame.textOr("requestId");
        String kind = id.isEmpty() ? FrameText.ACK : id.substring(0, 1);
        noteWait(kind, frame);
        switch (kind) {
            case FrameText.SYNC -> {
                expectsAgain(kind, frame, () -> true);
                session.repairs().refused();
            }
            case FrameText.HIDE -> device.hiding().refused(id);
            case FrameText.HIDDEN_SINCE -> device.hiding().askAgain(id);
            case FrameText.SETTINGS -> device.settingsOutbox().refused(id);
            case FrameText.PRESENCE -> device.presence().request();
            default -> {
                expectsAgain(kind, frame, device.acks()::hasUnconfirmed);
                device.acks().refused(session, id);
            }
        }
    }

    private void expectsAgain(String request, Json frame, BooleanSupplier isNeeded) {
        frame.optionalNumber("retryAfterMs")
                .ifPresent(_ -> system.checker().retries().expectsAgain(device, request, isNeeded));
    }

    private void noteWait(String request, Json frame) {
        frame.optionalNumber("retryAfterMs")
                .ifPresent(
                        millis -> {
                            var wait = Duration.ofMillis(millis);
                            system.checker().retries().refused(device, request, wait);
                            device.waits().refused(request, wait);
                        });
    }
}
