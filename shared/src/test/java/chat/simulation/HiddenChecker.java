package chat.simulation;

import chat.domain.Hidden;
import chat.domain.UserId;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Checks hidden messages: what is confirmed is stored, and all devices of a user converge on the
/// same.
final class HiddenChecker {
    private final SystemUnderTest system;

    HiddenChecker(SystemUnderTest system) {
        this.system = system;
    }

    /// Checks a request that was answered.
    void confirmed(Device device, HideRequest request) {
        var pair = new Pair(device.user(), request.peer());
        check(
                stored(pair).clearedTo() >= request.upTo()
                        && system.hidden(pair).containsAll(request.seqs()),
                () -> device.id().value() + " was answered, but not stored is " + request);
    }

    private Hidden stored(Pair pair) {
        return system.row(pair).map(row -> row.hidden()).orElse(Hidden.NONE);
    }

    /// Checks a device once the faults have stopped and time has passed.
    void checkQuiescent(Device device, UserId peer) {
        var pair = new Pair(device.user(), peer);
        HiddenReplica hidden = device.store().hidden(peer);
        check(
                device.store().pendingHides().isEmpty(),
                () -> device.id().value() + " received no answer to a hide");
        if (isUncertain(pair)) {
            return;
        }
        long clearedTo = stored(pair).clearedTo();
        SortedSet<Long> all = new TreeSet<>(system.hidden(pair)).tailSet(clearedTo + 1);
        check(
                hidden.clearedTo() == clearedTo && hidden.shown().equals(all),
                () ->
                        device.id().value()
                                + " with "
                                + peer.value()
                                + " hides "
                                + hidden.shown()
                                + " after "
                                + hidden.clearedTo()
                                + ", but stored is "
                                + all
                                + " after "
                                + clearedTo);
    }

    /// Whether a device is gone for good whose last request may have been done in part.
    private boolean isUncertain(Pair pair) {
        return system.devices().stream()
                .filter(device -> !device.isRunning() && device.user().equals(pair.user()))
                .anyMatch(device -> device.hiding().pendingPeers().contains(pair.peer()));
    }

    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(otherwise.get());
        }
    }
}
