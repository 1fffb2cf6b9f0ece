package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Duration;
import java.util.List;

/// Many devices that write into one conversation at the same moment, in a share of the histories:
/// some messages then lose every race for the next number. The log is slow in these histories, as a
/// busy partition is, so that the writes overlap. It has its own random generator, so that all
/// other histories stay the same.
final class RandomCrowd {
    private static final double SHARE = 0.01;
    private static final int DEVICES = 4;
    private static final Duration LOG_CALL = Duration.ofMillis(60);
    private static final double LATE = 0.2;
    private static final int MESSAGES_MOST = 3;

    private final SimulatedSystem system;
    private final SeededRandom random;
    private boolean active;

    RandomCrowd(SimulatedSystem system, SeededRandom random) {
        this.system = system;
        this.random = random;
    }

    /// Draws whether there is a crowd. If so, gives the first two users more devices, and slows the
    /// log.
    ///
    /// @param certainly whether there is a crowd in any case
    void gather(boolean certainly) {
        active = random.chance(SHARE) || certainly;
        if (active) {
            system.conditions().logCall(LOG_CALL);
            both().forEach(this::addDevices);
        }
    }

    private void addDevices(UserId user) {
        for (int i = devicesOf(user).size() + 1; i <= DEVICES; i++) {
            system.add(user, new DeviceId(user.value() + "-" + i), true);
        }
    }

    /// Schedules the messages of the crowd, if there is one.
    ///
    /// @param end they are written shortly before this time, in microseconds from now, since
    ///   devices start until then
    void schedule(long end) {
        if (active) {
            int messages = random.between(1, MESSAGES_MOST);
            system.loop()
                    .after((long) ((1 - LATE * random.nextDouble()) * end), () -> write(messages));
        }
    }

    private void write(int messages) {
        List<UserId> both = both();
        for (UserId user : both) {
            UserId peer = both.get(1 - both.indexOf(user));
            for (Device device : devicesOf(user)) {
                for (int i = 1; i <= messages; i++) {
                    device.write(peer, device.id().value() + " in the crowd, " + i);
                }
            }
        }
    }

    private List<UserId> both() {
        return List.copyOf(system.users().subList(0, 2));
    }

    private List<Device> devicesOf(UserId user) {
        return system.devices().stream().filter(device -> device.user().equals(user)).toList();
    }
}
