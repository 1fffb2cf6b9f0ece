package chat.port;

import chat.domain.ConversationRow;
import chat.domain.UserId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The operations on a user's rows that reading needs. Every read is strongly consistent.
public interface ConversationList {
    /// All rows, in no particular order. The cost grows with the rows, so this is only for a device
    /// that was never caught up.
    List<ConversationRow> all(UserId user);

    /// The rows with these peers; missing rows are omitted.
    List<ConversationRow> find(UserId user, Collection<UserId> peers);

    /// The places of the rows that moved on a day or later.
    ///
    /// @param day days since 1970-01-01, UTC
    List<Place> activeSince(UserId user, long day);

    /// The places of the rows that moved last, newest day first.
    ///
    /// @param after the last place of the page before; empty for the first page
    /// @return `limit` places; fewer only at the end
    List<Place> newest(UserId user, Optional<Place> after, int limit);

    /// The place of a row in the order of days.
    ///
    /// @param activeDay the day it last moved, days since 1970-01-01, UTC
    record Place(long activeDay, UserId peer) {}
}
