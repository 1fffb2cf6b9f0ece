package chat.simulation;

import chat.domain.UserId;
import chat.simulation.InvariantChecker.WrittenMessage;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The end of a history: the faults stop, devices are switched on, time passes, and
/// [QuiescenceChecker] checks the result.
final class Quiescence {
    private static final Duration TOKEN = Duration.ofHours(12);

    /// Longer than a ping interval and the repair that follows, the longest recovery without a new
    /// connection.
    private static final Duration SETTLE = Duration.ofMinutes(10);

    /// Long enough for every device to replace its connection.
    private static final Duration SETTLE_GIVEN_UP = Duration.ofMinutes(130);

    private static final Duration NEXT = Duration.ofMinutes(1);

    private final SimulatedSystem system;
    private final RandomSettings settings;
    private final List<Device> goneForGood;

    /// @param goneForGood the devices that are never switched on again
    Quiescence(SimulatedSystem system, RandomSettings settings, List<Device> goneForGood) {
        this.system = system;
        this.settings = settings;
        this.goneForGood = goneForGood;
    }

    /// Stops the faults, lets time pass, and checks.
    void reach() {
        system.trace("history", () -> "no more faults");
        system.conditions().rates(FaultRates.none());
        system.limits().stop();
        system.network().quota().lift();
        // Devices that ignore the expiry of their token receive nothing afterwards: restart them.
        system.conditions().tokenLife(TOKEN);
        system.devices().stream()
                .filter(device -> !device.replacesConnections() || goneForGood.contains(device))
                .forEach(device -> device.stop(false));
        system.devices().stream()
                .filter(device -> !goneForGood.contains(device))
                .forEach(Device::start);
        settings.renewSubscriptions();
        system.loop().run(SETTLE);
        boolean gaveUp = system.network().open().stream().anyMatch(system.queue()::gaveUp);
        if (gaveUp) {
            system.loop().run(SETTLE_GIVEN_UP);
        }
        new OperationChecker(system).checkTables();
        new SearchChecker(system).checkTables();
        if (writeNext()) {
            system.loop().run(NEXT);
        }
        check();
    }

    private void check() {
        checkClients();
        new SearchChecker(system).check();
    }

    private void checkClients() {
        try {
            new QuiescenceChecker(system).check();
        } catch (Violation notYet) {
            if (!settings.isActive()) {
                throw notYet;
            }
            // A connection that the gateway has just given up is announced a few seconds later.
            system.loop().run(NEXT);
            new QuiescenceChecker(system).check();
        }
    }

    /// Writes one message in each conversation whose last entry may not have been pushed: its
    /// sender was gone for good, or a try succeeded after a later one had been rejected.
    private boolean writeNext() {
        Set<Pair> pairs = unfinished();
        if (!pairs.isEmpty() && settings.isActive()) {
            // A block would reject the message.
            goneForGood.removeAll(settings.liftBlocks());
            system.loop().run(SETTLE);
            pairs = unfinished();
        }
        for (Pair pair : pairs) {
            writeNext(pair);
            writeNext(pair.inverse());
        }
        return !pairs.isEmpty();
    }

    private Set<Pair> unfinished() {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (Device gone : goneForGood) {
            gone.store()
                    .outbox()
                    .forEach(
                            (peer, items) -> {
                                if (!items.isEmpty()) {
                                    pairs.add(new Pair(gone.user(), peer).inverse());
                                }
                            });
        }
        for (String id : system.checker().rejected().keySet()) {
            WrittenMessage message = system.checker().written(id);
            pairs.add(new Pair(message.device().user(), message.peer()).inverse());
        }
        return pairs;
    }

    private void writeNext(Pair pair) {
        devicesOf(pair.user()).stream()
                .filter(Device::isReady)
                .findFirst()
                .ifPresent(device -> device.write(pair.peer(), "the next one"));
    }

    private List<Device> devicesOf(UserId user) {
        return system.devices().stream().filter(device -> device.user().equals(user)).toList();
    }
}
