package chat.delivery;

import chat.domain.Connection;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A conversation from the point of view of one device: what of it a drain has to bring.
///
/// @param row the user's row of it
/// @param connection the device's
record DueConversation(ConversationRow row, Connection connection) {
    /// How far the times that two functions write may differ: each clock by 2 min, and a function's
    /// longest life.
    static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /// The entries of a conversation that a device lacks.
    ///
    /// @param after where they begin; exclusive
    record Gap(UserId peer, ConversationId conversation, long after) {
        static Gap of(UserId user, UserId peer, long after) {
            return new Gap(peer, ConversationId.of(user, peer), after);
        }
    }

    /// Whether a drain brings it, however many others are newer: the device has a cursor in it, or
    /// somebody wrote in it since the device was there. A device that gave way to others and comes
    /// back was there before the server saw it again: its own `since` says so.
    boolean isKnown() {
        return row.cursor(connection.device()).isPresent()
                || isYoungerThanDevice()
                || row.lastMessage().filter(last -> !last.sentAt().isBefore(here())).isPresent();
    }

    /// When the device was there, by the slowest clock.
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

    /// Where the device starts. Without a cursor: at the start of a conversation that is younger
    /// than the device; else not beyond what some device has, so that nothing is acknowledged
    /// unseen.
    private long base() {
        var cursor = row.cursor(connection.device());
        if (cursor.isPresent()) {
            return cursor.getAsLong();
        }
        long newestPage = row.lastSeq() - Backlog.FIRST_ENTRIES;
        return isYoungerThanDevice()
                ? 0
                : Math.max(0, Math.min(row.receipt().delivered(), newestPage));
    }

    private boolean isYoungerThanDevice() {
        Instant firstSeen = connection.deviceFirstSeenAt();
        return row.startedAt().filter(start -> !start.isBefore(firstSeen)).isPresent();
    }
}
