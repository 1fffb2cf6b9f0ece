package chat.delivery;

import chat.domain.ActiveDay;
import chat.domain.Connection;
import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.port.ConversationList;
import chat.port.ConversationList.Place;

import java.util.List;
import java.util.Optional;

/// The rows that may have moved since the device was caught up. The index is by day, so more rows
/// are read than have moved.
final class MovedRows {
    /// The most rows that a device's first catch-up compares to find the newest.
    private static final int CANDIDATES_MAX = 300;

    private final ConversationList list;

    MovedRows(ConversationList list) {
        this.list = list;
    }

    /// @return newest message first
    List<ConversationRow> of(Connection connection) {
        return rows(connection).stream().sorted(ConversationRow.NEWEST_FIRST).toList();
    }

    private List<ConversationRow> rows(Connection connection) {
        UserId user = connection.user();
        if (connection.isFirstOfDevice()) {
            return find(user, firstPlaces(connection));
        }
        if (connection.since().isEmpty()) {
            return list.all(user);
        }
        // One day earlier, because the clocks of functions may differ around midnight.
        long day = ActiveDay.of(connection.since().get()) - 1;
        return find(user, list.activeSince(user, day));
    }

    /// The places of the rows with the newest messages, and of all rows that moved since the device
    /// was first seen, which may be hours ago.
    private List<Place> firstPlaces(Connection connection) {
        UserId user = connection.user();
        long firstDay =
                ActiveDay.of(connection.deviceFirstSeenAt().minus(DueConversation.CLOCKS_APART));
        List<Place> newest = list.newest(user, Optional.empty(), CANDIDATES_MAX);
        if (newest.size() == CANDIDATES_MAX && newest.getLast().activeDay() >= firstDay) {
            return list.activeSince(user, firstDay);
        }
        long lastDay =
                newest.stream()
                        .limit(CatchUpPlan.FIRST_CONVERSATIONS)
                        .mapToLong(Place::activeDay)
                        .reduce(firstDay, Math::min);
        return newest.stream().filter(place -> place.activeDay() >= lastDay).toList();
    }

    private List<ConversationRow> find(UserId user, List<Place> places) {
        return list.find(user, places.stream().map(Place::peer).toList());
    }
}
