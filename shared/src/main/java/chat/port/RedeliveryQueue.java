package chat.port;

import chat.domain.ConnectionId;
import chat.domain.UserId;

/// Connections that may have missed a push, to be caught up a few seconds from now.
@FunctionalInterface
public interface RedeliveryQueue {
    /// Asks for one more catch-up of a connection. The catch-up reads later than this call. Calls
    /// close to each other may become one catch-up.
    void add(UserId user, ConnectionId connection);
}
