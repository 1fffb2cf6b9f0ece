package chat.simulation;

import chat.domain.UserId;
import chat.simulation.Talk.Mark;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What a device acknowledges, and when: those of a moment in one frame, again when something
/// suggests that the server knows less, and by request until confirmed.
final class Acks {
    /// So many go into a frame.
    private static final int FRAME_MAX = 100;

    private static final Duration COLLECT = Duration.ofMillis(100);
    private static final Duration CONFIRM = Duration.ofSeconds(20);
    private static final Duration ERROR_LEAST = Duration.ofSeconds(1);

    private final Surroundings world;
    private final Device device;
    private final Set<UserId> again = new HashSet<>();
    private final Map<String, Map<String, Mark>> asked = new HashMap<>();
    private Optional<String> beforeSync = Optional.empty();
    private boolean collecting;
    private long watch;
    private long errorWait = Loop.micros(ERROR_LEAST);

    Acks(Surroundings world, Device device) {
        this.world = world;
        this.device = device;
    }

    /// Entries came, or were read.
    void changed() {
        if (!collecting && (!again.isEmpty() || any(Talk::needsAck))) {
            collecting = true;
            device.later(world.dice().around(COLLECT), this::flush);
        }
    }

    /// The server may know less than was acknowledged.
    void again(UserId peer) {
        if (device.store().talk(peer).held() > 0) {
            again.add(peer);
        }
    }

    private boolean any(Predicate<Talk> test) {
        return device.store().talks().stream().anyMatch(test);
    }

    private void flush() {
        collecting = false;
        List<Talk> talks =
                device.store().talks().stream()
                        .filter(talk -> talk.needsAck() || again.contains(talk.peer()))
                        .toList();
        if (device.isOnline() && !talks.isEmpty()) {
            send(device.session(), talks, Optional.empty());
            watch();
        }
    }

    private void send(Session session, List<Talk> talks, Optional<String> requestId) {
        if (talks.size() > FRAME_MAX) {
            throw new IllegalStateException("more conversations than a history has");
        }
        Map<String, Mark> marks = new TreeMap<>();
        for (Talk talk : talks) {
            Mark mark = world.alteration().mark(talk);
            world.checker().acks(device, talk, mark);
            talk.acked(mark);
            again.remove(talk.peer());
            marks.put(talk.peer().value(), mark);
        }
        requestId.ifPresent(id -> asked.put(id, marks));
        session.send(Request.ack(requestId, marks));
    }

    /// Everything this device holds, own messages too: only then is there more.
    void confirmAll(Session session) {
        List<Talk> talks =
                device.store().talks().stream()
                        .filter(
                                talk ->
                                        talk.held() > 0
                                                && talk.held() > talk.confirmed().delivered())
                        .toList();
        if (talks.isEmpty()) {
            session.sync();
            return;
        }
        String id = world.requestId("a");
        beforeSync = Optional.of(id);
        send(session, talks, Optional.of(id));
    }

    /// 20 s after the last ack: asks, until answered.
    void watch() {
        long number = ++watch;
        device.later(
                CONFIRM,
                () -> {
                    if (number == watch && any(Talk::isUnconfirmed)) {
                        confirm();
                    }
                });
    }

    private void confirm() {
        if (device.isOnline()) {
            List<Talk> talks = device.store().talks().stream().filter(Talk::isUnconfirmed).toList();
            send(device.session(), talks, Optional.of(world.requestId("a")));
        }
        watch();
    }

    /// All of a frame are done.
    void acked(Session session, String requestId) {
        Map<String, Mark> marks = asked.getOrDefault(requestId, Map.of());
        marks.forEach((peer, mark) -> device.store().talk(new UserId(peer)).confirmed(mark));
        if (beforeSync.equals(Optional.of(requestId))) {
            beforeSync = Optional.empty();
            session.sync();
        }
    }

    /// What the server has of this device, by its own word.
    void serverKnows(Talk talk, Mark mark) {
        if (!mark.covers(talk.mark())) {
            again(talk.peer());
        }
    }

    /// A gateway error frame: everything not yet confirmed, after growing waits.
    void failed() {
        device.later(
                errorWait,
                () -> {
                    device.store().talks().stream()
                            .filter(Talk::isUnconfirmed)
                            .forEach(talk -> again(talk.peer()));
                    changed();
                });
        errorWait = Math.min(errorWait * 2, Loop.micros(Duration.ofMinutes(1)));
    }

    /// The connection is new.
    void caughtUp() {
        errorWait = Loop.micros(ERROR_LEAST);
        changed();
        if (any(Talk::isUnconfirmed)) {
            watch();
        }
    }
}
