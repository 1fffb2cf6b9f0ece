package chat.port;

import chat.domain.ConnectionId;
import chat.domain.UserId;

/// The queue of connections that may have missed a push and are caught up a few seconds later.
@FunctionalInterface
public interface RedeliveryQueue {
    /// Requests another catch-up of a connection, which reads after this call. Calls in quick
    /// succession may be combined into one catch-up.
    void add(UserId user, ConnectionId connection);
}
