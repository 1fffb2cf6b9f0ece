package chat.port;

import chat.domain.ConnectionId;
import chat.domain.UserId;

/// Connections that may have missed a push, to be drained a few seconds from now.
@FunctionalInterface
public interface RedeliveryQueue {
    /// Asks for one more drain of a connection. The drain reads later than this call. Calls close
    /// to each other may become one drain.
    void add(UserId user, ConnectionId connection);
}
