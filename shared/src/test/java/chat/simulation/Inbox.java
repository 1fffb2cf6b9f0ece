package chat.simulation;

import chat.domain.UserId;
import chat.simulation.Talk.Held;
import chat.simulation.Talk.Mark;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// What a device does with each frame of the server.
final class Inbox {
    private static final Duration READING = Duration.ofSeconds(4);

    private final Surroundings world;
    private final Device device;

    Inbox(Surroundings world, Device device) {
        this.world = world;
        this.device = device;
    }

    void take(Session session, Json frame) {
        switch (frame.textOr("type")) {
            case "messages" -> messages(frame);
            case "accepted" -> accepted(frame);
            case "receipt" -> receipt(frame);
            case "cursor" -> device.store().talk(peer(frame)).read(frame.number("read"));
            case "caughtUp" -> caughtUp(session, frame);
            case "acked" -> device.acks().acked(session, frame.text("requestId"));
            case "rejected" -> rejected(session, frame);
            case "conversation" -> conversation(frame);
            case "profile" -> device.choices().answered(frame.text("requestId"));
            case "presence" -> device.watches().told(frame);
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
        Map<Long, Held> news = new LinkedHashMap<>();
        for (Json entry : frame.objects("messages")) {
            news.put(
                    entry.number("seq"),
                    new Held(
                            entry.text("from"),
                            entry.text("clientMessageId"),
                            entry.number("sentAt"),
                            entry.object("body").text("text"),
                            entry.text("salt")));
        }
        world.checker().brought(device, peer, news.values());
        take(peer, frame.optionalNumber("after"), news);
        long last = news.keySet().stream().mapToLong(seq -> seq).max().orElseThrow();
        device.store().talk(peer).digest(last, frame.text("digest"));
        news.values().stream()
                .filter(entry -> entry.from().equals(device.user().value()))
                .forEach(entry -> device.outbox().seen(peer, entry.id()));
    }

    private void take(UserId peer, OptionalLong after, Map<Long, Held> news) {
        Talk talk = device.store().talk(peer);
        long before = talk.held();
        if (!talk.take(after, news)) {
            device.acks().again(peer);
        }
        if (talk.held() > before && world.dice().hits(0.5)) {
            device.later(world.dice().around(READING), () -> device.read(peer));
        }
    }

    private void accepted(Json frame) {
        UserId peer = peer(frame);
        String message = frame.text("clientMessageId");
        long seq = frame.number("seq");
        world.checker().accepted(device, peer, message, seq);
        device.outbox()
                .accepted(peer, message)
                .ifPresent(
                        item -> {
                            var held =
                                    new Held(
                                            device.user().value(),
                                            message,
                                            frame.number("sentAt"),
                                            item.text(),
                                            frame.text("salt"));
                            Talk talk = device.store().talk(peer);
                            talk.take(OptionalLong.empty(), Map.of(seq, held));
                        });
        device.store().talk(peer).digest(seq, frame.text("digest"));
        device.store().talk(peer).reaches(seq);
    }

    private void conversation(Json frame) {
        chosen(device.store().talk(peer(frame)), frame);
        device.choices().answered(frame.textOr("requestId"));
    }

    private void chosen(Talk talk, Json state) {
        Chosen.of(state)
                .ifPresent(
                        chosen -> {
                            world.checker().discretion().told(device, talk.peer(), chosen);
                            talk.chosen(chosen, world.alteration().forgetsVersions());
                        });
    }

    private void receipt(Json frame) {
        receipt(device.store().talk(peer(frame)), frame.number("delivered"), frame.number("read"));
    }

    private void receipt(Talk talk, long delivered, long read) {
        world.checker().discretion().toldRead(device, talk.peer(), read);
        talk.receipt(delivered, read);
        world.checker().receipt(device, talk);
    }

    private void caughtUp(Session session, Json frame) {
        for (Json state : frame.objects("conversations")) {
            Talk talk = device.store().talk(peer(state));
            if (!frame.isTrue("more")) {
                talk.reaches(state.number("lastSeq"));
            }
            receipt(talk, state.number("peerDelivered"), state.number("peerRead"));
            talk.read(state.number("read"));
            chosen(talk, state);
            device.acks()
                    .serverKnows(
                            talk,
                            new Mark(
                                    state.optionalNumber("cursor").orElse(0),
                                    state.number("read")));
        }
        session.caughtUp(frame);
    }

    private void rejected(Session session, Json frame) {
        String code = frame.text("code");
        if (code.equals("tokenExpired")) {
            device.renew(session);
        } else if (frame.has("clientMessageId")) {
            messageRejected(session, frame, peer(frame));
        } else if (!device.choices().rejected(frame.textOr("requestId"), code)) {
            throw new Violation(
                    device.id().value() + " was rejected: " + code + frame.text("message"));
        }
    }

    private void messageRejected(Session session, Json frame, UserId peer) {
        if (frame.isTrue("retryable")) {
            session.sync();
            device.outbox().rejectedForNow(peer);
        } else {
            device.outbox().rejected(peer, frame.text("clientMessageId"), frame.text("code"));
        }
    }
}
