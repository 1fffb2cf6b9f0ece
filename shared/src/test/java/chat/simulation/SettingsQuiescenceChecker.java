package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Presence;
import chat.domain.UserId;

import java.util.Optional;
import java.util.function.Supplier;

/// Checks what must hold of settings and presence once the faults have stopped and time has passed.
final class SettingsQuiescenceChecker {
    private final SystemUnderTest system;
    private final OlderConversations older;

    SettingsQuiescenceChecker(SystemUnderTest system, OlderConversations older) {
        this.system = system;
        this.older = older;
    }

    void check(Device device) {
        check(
                device.store().pendingSettings().isEmpty(),
                () -> name(device) + " received no answer to " + device.store().pendingSettings());
        for (UserId peer : system.users()) {
            if (!peer.equals(device.user()) && !older.mayLack(device, peer)) {
                system.row(new Pair(device.user(), peer)).ifPresent(row -> check(device, row));
            }
        }
        boolean clocksAgree = system.skewMost().isZero();
        if (clocksAgree && !system.checker().privacy().everHidPresence(device.user())) {
            device.store().subscriptions().forEach(user -> checkPresence(device, user));
        }
    }

    private static String name(Device device) {
        return device.id().value();
    }

    private void check(Device device, ConversationRow row) {
        ConversationReplica conversation = device.store().conversation(row.peer());
        check(
                conversation.settings().equals(KnownSettings.of(row))
                        || missedRepetition(device, row)
                        || isUncertain(new Pair(row.user(), row.peer())),
                () ->
                        name(device)
                                + " has "
                                + conversation.settings()
                                + ", but the row has "
                                + KnownSettings.of(row));
        boolean holdsAllUnread = conversation.base().orElse(0) <= row.receipt().read();
        check(
                !holdsAllUnread || conversation.unread() == row.unread(),
                () ->
                        name(device)
                                + " counts "
                                + conversation.unread()
                                + " unread, not "
                                + row.unread());
    }

    /// Whether a device of the user repeated a request. An earlier try may end last, without its
    /// reply or its push.
    private boolean missedRepetition(Device device, ConversationRow row) {
        return device.store().conversation(row.peer()).newestVersion() < row.settings().version()
                && system.devices().stream()
                        .filter(other -> other.user().equals(device.user()))
                        .anyMatch(other -> other.store().repeated().contains(row.peer()));
    }

    /// Whether the last change of a device that is gone for good may have been carried out only in
    /// part.
    private boolean isUncertain(Pair pair) {
        return system.devices().stream()
                .filter(device -> !device.isRunning() && device.user().equals(pair.user()))
                .flatMap(device -> device.store().pendingSettings().stream())
                .anyMatch(
                        change ->
                                !change.option().isOfConversation()
                                        || change.peer().equals(Optional.of(pair.peer())));
    }

    /// Checks that the last report a device received is what the server would report now.
    private void checkPresence(Device device, UserId user) {
        var pair = new Pair(device.user(), user);
        Optional<PresenceReport> report = device.presence().report(user);
        Presence now = system.presence(device.user(), user);
        boolean isSame =
                report.map(told -> isSame(told, now)).orElse(device.presence().isWaitingForReply())
                        || isUncertain(pair)
                        || isUncertain(pair.inverse());
        check(
                isSame,
                () ->
                        name(device)
                                + " has the report "
                                + report
                                + ", but the server would report "
                                + now);
    }

    private static boolean isSame(PresenceReport report, Presence now) {
        return report.status().equals(now.status().wireName())
                && report.lastActiveAt().isPresent() == now.lastActiveAt().isPresent();
    }

    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(otherwise.get());
        }
    }
}
