package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Duration;
import java.util.Optional;

/// More pushes than the gateway's quota allows for some seconds, then steady traffic that it
/// allows. One socket belongs to a client that does not read. Nothing else goes wrong.
///
/// As in the model of ADR 18, there are more sockets than calls per second: if each socket retried
/// every few seconds, that alone would exceed the quota.
final class RandomOverload {
    private static final int USERS = 40;
    private static final Duration CONNECTING = Duration.ofSeconds(40);
    private static final Duration OVERLOAD = Duration.ofSeconds(20);
    private static final Duration AFTERWARDS = Duration.ofMinutes(4);

    /// Calls to the gateway that a message causes: the push, and the receipts.
    private static final double CALLS_PER_MESSAGE = 3.5;

    private static final int QUOTA_LEAST = 18;
    private static final int QUOTA_MOST = 22;
    private static final double STEADY = 0.6;
    private static final double OVERLOADED = 3;

    /// The redeliveries that may wait at the end, since messages come in bursts.
    private static final int QUEUED_MOST = 20;

    private final SimulatedSystem system;
    private final SeededRandom random;
    private int messages;

    RandomOverload(SimulatedSystem system, SeededRandom random) {
        this.system = system;
        this.random = random;
    }

    /// Runs the history, and checks that the overload ends with its cause.
    void run() {
        system.limits().stop();
        system.network().quota().lift();
        for (int i = 1; i <= USERS; i++) {
            var user = new UserId("user" + i);
            system.users().add(user);
            Device device = system.add(user, new DeviceId(user.value() + "-1"), true);
            at(CONNECTING.dividedBy(2), device::start);
        }
        var deaf = deaf(system.users().getFirst());
        system.loop().run(CONNECTING);
        deaf.socket().stopReading();

        int quota = random.between(QUOTA_LEAST, QUOTA_MOST);
        system.network().quota().set(quota, quota);
        write(OVERLOAD, OVERLOADED * quota);
        write(AFTERWARDS, STEADY * quota);
        check(deaf.socket());
        system.network().quota().lift();
    }

    /// Connects a client that receives nothing, sends nothing, and is not a [Device].
    private SimulatedTransport deaf(UserId user) {
        var handshake =
                new Transport.Handshake(
                        user,
                        new DeviceId("deaf"),
                        Optional.empty(),
                        system.now().plus(system.tokenLife()));
        return (SimulatedTransport) system.network().connect(handshake, Transport.Listener.NONE);
    }

    /// Writes messages for a while.
    ///
    /// @param calls the calls per second that they cause
    private void write(Duration time, double calls) {
        long count = Math.round(time.toSeconds() * calls / CALLS_PER_MESSAGE);
        for (long i = 0; i < count; i++) {
            at(time, this::write);
        }
        system.loop().run(time);
    }

    private void write() {
        Device device = random.oneOf(system.devices());
        UserId peer = random.oneOf(system.users());
        if (!peer.equals(device.user())) {
            device.write(peer, device.user().value() + " writes " + ++messages);
        }
    }

    private void check(Socket deaf) {
        int queued = system.queue().size();
        if (queued > QUEUED_MOST) {
            throw new Violation(queued + " redeliveries wait long after an overload");
        }
        if (deaf.phase() != Socket.Phase.CLOSED) {
            throw new Violation("a socket that does not read is open");
        }
    }

    private void at(Duration most, Runnable action) {
        system.loop().after((long) (random.nextDouble() * EventLoop.micros(most)), action);
    }
}
