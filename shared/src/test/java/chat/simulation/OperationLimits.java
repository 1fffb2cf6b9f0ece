package chat.simulation;

import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.inmemory.InMemoryServices;
import chat.simulation.InvariantChecker.WrittenMessage;

import java.time.Duration;
import java.util.List;

/// Says when an operation may be rejected, from the log and the true time.
///
/// @param system the system whose log it reads
record OperationLimits(SystemUnderTest system) {
    /// Whether the rejection of an operation is justified now.
    boolean mayReject(WrittenMessage message, String code) {
        List<Entry> log = system.log(new Pair(message.device().user(), message.peer()));
        long target = message.draft().target();
        if (message.draft().isMessage() || target > log.size()) {
            return false;
        }
        return switch (code) {
            case "targetGone" -> count(log, target, EntryKind.REMOVE) > 0;
            case "tooLate" ->
                    isOver(message.draft().type(), log.get((int) target - 1))
                            || hasAllEdits(message.draft().type(), log, target);
            default -> false;
        };
    }

    private static boolean hasAllEdits(String type, List<Entry> log, long target) {
        return type.equals(ReceivedEntry.EDIT)
                && count(log, target, EntryKind.EDIT) >= InMemoryServices.RULES.editsMax();
    }

    private boolean isOver(String type, Entry target) {
        int minutes =
                switch (type) {
                    case ReceivedEntry.EDIT -> InMemoryServices.RULES.editWindowMinutes();
                    case ReceivedEntry.REMOVE -> InMemoryServices.RULES.removeWindowMinutes();
                    default -> Integer.MAX_VALUE;
                };
        var latest = system.now().plus(system.skewMost());
        return latest.isAfter(target.sentAt().plus(Duration.ofMinutes(minutes)));
    }

    private static long count(List<Entry> log, long target, EntryKind kind) {
        return log.stream()
                .filter(entry -> entry.kind().equals(kind) && entry.target() == target)
                .count();
    }
}
