package chat.port;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The open connections. Every read is strongly consistent. A row may outlive its socket: compare
/// [Connection#isLive].
public interface Connections {
    /// Stores a connection. The insert triggers its catch-up.
    void add(Connection connection);

    /// All rows of a user, expired ones too.
    List<Connection> of(UserId user);

    /// One row.
    Optional<Connection> find(UserId user, ConnectionId id);

    /// Records when the socket was first known to be open.
    ///
    /// @return the updated row; empty if there is none, in which case nothing was written
    Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt);

    /// Records the user's privacy in the row, if there is one.
    void showReadReceipts(UserId user, ConnectionId id, boolean shown);

    /// Removes exactly this row, if it exists.
    void remove(UserId user, ConnectionId id);

    /// Removes the row of a socket that the gateway does not know, unless the socket has opened
    /// since the caller read the row. In that case the gateway did not know the socket yet.
    ///
    /// @param seen the row as the caller has read it
    /// @return false if the row was kept because the socket is open
    boolean removeGone(Connection seen);
}
