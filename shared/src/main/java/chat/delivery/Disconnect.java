package chat.delivery;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.Parallel;
import chat.port.Users;

import java.time.Instant;

/// Lets a connection go. Best effort: it may never be called, or late; the lease is what counts.
public final class Disconnect {
    private final Connections connections;
    private final Users users;
    private final Parallel parallel;

    public Disconnect(Connections connections, Users users, Parallel parallel) {
        this.connections = connections;
        this.users = users;
        this.parallel = parallel;
    }

    /// Removes exactly this connection's row, whatever others the user has meanwhile.
    public void handle(UserId user, ConnectionId connection, Instant now) {
        parallel.both(
                () -> {
                    connections.remove(user, connection);
                    return true;
                },
                () -> {
                    users.active(user, now);
                    return true;
                });
    }
}
