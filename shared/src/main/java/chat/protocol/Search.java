package chat.protocol;

import chat.domain.SearchQuery;
import chat.domain.UserId;
import chat.protocol.ServerFrame.Rejected;

import java.util.Optional;

/// Requests a page of the user's messages that match a query.
///
/// @param peer only the conversation with this user; empty for all conversations
/// @param before only entries before this one; [Long#MAX_VALUE] for all
/// @param cursor from the previous page; empty for the first page
public record Search(
        Optional<String> requestId,
        SearchQuery query,
        Optional<UserId> peer,
        long before,
        int limit,
        Optional<String> cursor)
        implements ClientFrame.Find {
    /// The maximum number of hits in a page.
    public static final int LIMIT_MAX = 50;

    /// The number of hits in a page if the frame has no limit.
    public static final int LIMIT_DEFAULT = 20;

    @Override
    public Action action() {
        return Action.SEARCH;
    }

    @Override
    public Rejected subject(Rejected rejected) {
        return peer.map(rejected::about).orElse(rejected);
    }
}
