package chat.service;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The open connections. Every read is strongly consistent. A row may outlive its socket: compare
/// [Connection#isLive].
public interface Connections {
    /// Stores a connection. The store tells those who drain.
    void add(Connection connection);

    /// All rows of a user, expired ones too.
    List<Connection> of(UserId user);

    /// One row.
    Optional<Connection> find(UserId user, ConnectionId id);

    /// Notes when the gateway first said that the socket is open; nothing if the row is gone.
    void opened(UserId user, ConnectionId id, Instant openAt);

    /// Removes exactly this row, if it is there.
    void remove(UserId user, ConnectionId id);
}
