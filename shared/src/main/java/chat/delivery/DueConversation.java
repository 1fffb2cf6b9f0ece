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
    /// The largest difference between times that two functions write: 2 min for each clock, and the
    /// longest run of a function.
    static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /// The entries of a conversation that a device lacks.
    ///
    /// @param after the entry before the first one
    record Gap(UserId peer, ConversationId conversation, long after) {
        static Gap of(UserId user, UserId peer, long after) {
            return new Gap(peer, ConversationId.of(user, peer), after);
        }
    }

    /// Whether a catch-up must bring the conversation, however many others are newer. That is so if
    /// the device has a cursor in it, or if someone has written in it since the device was first
    /// seen. For a device that the server had forgotten, its own `since` counts.
    boolean isKnown() {
        return row.cursor(connection.device()).isPresent()
                || isYoungerThanDevice()
                || row.lastMessage().filter(last -> !last.sentAt().isBefore(here())).isPresent();
    }

    /// When the device was first seen, by the slowest clock.
    private Instant here() {
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

    /// Where the device starts. Without a cursor that is the start of a conversation that is newer
    /// than the device. Otherwise it is not beyond what some device has, so that nothing is
    /// acknowledged unseen.
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
