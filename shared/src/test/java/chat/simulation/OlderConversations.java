package chat.simulation;

import chat.delivery.CatchUpPlan;
import chat.domain.Entry;
import chat.domain.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The conversations that a device need not have: those in which nobody has written since the
/// device first connected, except the [CatchUpPlan#FIRST_CONVERSATIONS] with the newest messages.
final class OlderConversations {
    private final SystemUnderTest system;

    OlderConversations(SystemUnderTest system) {
        this.system = system;
    }

    /// Whether a device may lack a conversation. A device that got any of its entries must have the
    /// rest.
    boolean mayLack(Device device, UserId peer) {
        if (system.users().size() <= CatchUpPlan.FIRST_CONVERSATIONS + 1
                || !device.store().conversation(peer).entries().isEmpty()) {
            return false;
        }
        return lastSentAt(device.user(), peer)
                .filter(last -> isOlder(device, last) && newer(device.user(), last) >= MOST)
                .isPresent();
    }

    private static final int MOST = CatchUpPlan.FIRST_CONVERSATIONS;

    /// Whether an entry may be older than the first connection of a device. The clocks that wrote
    /// the two times may differ.
    private boolean isOlder(Device device, Instant sentAt) {
        return system.firstSeenAt(device)
                .map(first -> first.plus(system.skewMost().multipliedBy(2)))
                .filter(sentAt::isBefore)
                .isPresent();
    }

    private long newer(UserId user, Instant than) {
        return system.users().stream()
                .filter(peer -> !peer.equals(user))
                .flatMap(peer -> lastSentAt(user, peer).stream())
                .filter(than::isBefore)
                .count();
    }

    private Optional<Instant> lastSentAt(UserId user, UserId peer) {
        List<Entry> log = system.log(new Pair(user, peer));
        return log.isEmpty() ? Optional.empty() : Optional.of(log.getLast().sentAt());
    }
}
