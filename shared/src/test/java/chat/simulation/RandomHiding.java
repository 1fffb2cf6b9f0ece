package chat.simulation;

import chat.domain.UserId;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Users hide messages and clear conversations, in a share of the histories. Often all devices of a
/// user do so at the same moment. The random generator is its own.
final class RandomHiding {
    private static final double SHARE = 0.15;
    private static final double CLEARS = 0.1;

    /// The last part of a history, when devices hold messages.
    private static final double LATE = 0.7;

    private static final double TOGETHER = 0.8;
    private static final int REQUESTS_MOST = 6;
    private static final int OFTEN_LEAST = 5;
    private static final int OFTEN_MOST = 20;
    private static final int SEQS_MOST = 3;

    private final SimulatedSystem system;
    private final SeededRandom random;
    private final int requests;

    /// @param often whether users hide messages in any case, and often
    RandomHiding(SimulatedSystem system, SeededRandom random, boolean often) {
        this.system = system;
        this.random = random;
        this.requests =
                often
                        ? random.between(OFTEN_LEAST, OFTEN_MOST)
                        : random.chance(SHARE) ? random.between(1, REQUESTS_MOST) : 0;
    }

    /// Schedules requests of the first two users.
    ///
    /// @param end they happen before this time, in microseconds from now
    void schedule(long end) {
        List<UserId> both = system.users().subList(0, 2);
        for (int i = 0; i < requests; i++) {
            UserId user = random.oneOf(both);
            UserId peer = random.oneOf(both);
            if (!user.equals(peer)) {
                List<Device> devices = devicesOf(user);
                List<Device> some =
                        random.chance(TOGETHER) ? devices : List.of(random.oneOf(devices));
                system.loop()
                        .after(
                                (long) ((1 - LATE * random.nextDouble()) * end),
                                () -> some.forEach(device -> hide(device, peer)));
            }
        }
    }

    private void hide(Device device, UserId peer) {
        ConversationReplica conversation = device.store().conversation(peer);
        long base = conversation.base().orElse(0);
        if (!device.isRunning() || conversation.held() == base) {
            return;
        }
        if (random.chance(CLEARS)) {
            device.hide(HideRequest.clear(peer, seq(conversation, base)));
            return;
        }
        Set<Long> seqs = new TreeSet<>();
        for (int count = random.between(1, SEQS_MOST); count > 0; count--) {
            seqs.add(seq(conversation, base));
        }
        device.hide(HideRequest.messages(peer, seqs));
    }

    /// An entry that the device holds.
    private long seq(ConversationReplica conversation, long base) {
        return base + random.between(1, (int) (conversation.held() - base));
    }

    private List<Device> devicesOf(UserId user) {
        return system.devices().stream().filter(device -> device.user().equals(user)).toList();
    }
}
