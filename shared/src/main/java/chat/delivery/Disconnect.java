package chat.delivery;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.Parallel;
import chat.port.Users;

import java.time.Instant;

/// Removes a connection. Best effort: it may run late or never, so readers must also check the
/// lease.
public final class Disconnect {
    private final Connections connections;
    private final Users users;
    private final Parallel parallel;

    public Disconnect(Connections connections, Users users, Parallel parallel) {
        this.connections = connections;
        this.users = users;
        this.parallel = parallel;
    }

    /// Removes exactly this connection's row, not those of the user's newer connections.
    public void handle(UserId user, ConnectionId connection, Instant now) {
        parallel.both(
                () -> {
                    connections.remove(user, connection);
                    return true;
                },
                () -> {
                    users.recordActivity(user, now);
                    return true;
                });
    }
}
