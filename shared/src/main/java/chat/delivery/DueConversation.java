package chat.delivery;

import chat.domain.Connection;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A conversation as a catch-up for one device sees it.
///
/// @param row the user's row
/// @param connection the device's connection
record DueConversation(ConversationRow row, Connection connection) {
    /// The maximum difference between the timestamps of two functions: 2 min of clock error each,
    /// plus the longest run of a function.
    static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /// The entries of a conversation that a device lacks.
    ///
    /// @param after the entry before the first one
    record Gap(UserId peer, ConversationId conversation, long after) {
        static Gap of(UserId user, UserId peer, long after) {
            return new Gap(peer, ConversationId.of(user, peer), after);
        }
    }

    /// Whether a catch-up must include the conversation, no matter how many others are newer. This
    /// is true if the device has a cursor in it, or if someone has written in it since the device
    /// was first seen. If the device's own `since` is earlier, it is used instead.
    boolean isKnown() {
        return row.cursor(connection.device()).isPresent()
                || isYoungerThanDevice()
                || row.lastMessage()
                        .filter(last -> !last.sentAt().isBefore(firstSeen()))
                        .isPresent();
    }

    /// When the device was first seen, according to the slowest clock.
    private Instant firstSeen() {
        Instant firstSeen = connection.deviceFirstSeenAt();
        return connection.since().filter(firstSeen::isAfter).orElse(firstSeen).minus(CLOCKS_APART);
    }

    /// The entries beyond [#base]; empty if there are none.
    Optional<Gap> gap() {
        long base = base();
        return row.lastSeq() > base
                ? Optional.of(Gap.of(row.user(), row.peer(), base))
                : Optional.empty();
    }

    /// The entry after which the device starts: its cursor. Without a cursor, a conversation newer
    /// than the device starts at 0, and an older one at one page before its end, but not after the
    /// last delivered entry, so that no undelivered entry is skipped.
    private long base() {
        var cursor = row.cursor(connection.device());
        if (cursor.isPresent()) {
            return cursor.getAsLong();
        }
        long newestPage = row.lastSeq() - CatchUpPlan.FIRST_ENTRIES;
        return isYoungerThanDevice()
                ? 0
                : Math.max(0, Math.min(row.receipt().delivered(), newestPage));
    }

    private boolean isYoungerThanDevice() {
        Instant firstSeen = connection.deviceFirstSeenAt();
        return row.startedAt().filter(start -> !start.isBefore(firstSeen)).isPresent();
    }
}
