package chat.users;

import chat.domain.Connection;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.Gateway;
import chat.port.RedeliveryQueue;
import chat.port.Users;

import java.util.Optional;

/// The operator's commands: keeps a user out, and lets the user in again.
public final class Operate {
    /// How often a socket is closed that opens while it is taken for closed.
    private static final int ATTEMPTS_MAX = 3;

    private final Users users;
    private final Connections connections;
    private final Gateway gateway;
    private final RedeliveryQueue redelivery;

    public Operate(
            Users users, Connections connections, Gateway gateway, RedeliveryQueue redelivery) {
        this.users = users;
        this.connections = connections;
        this.gateway = gateway;
        this.redelivery = redelivery;
    }

    /// What became of the user's sockets.
    ///
    /// @param closed those known to be closed
    /// @param pending those that the redelivery queue closes, a few seconds from now
    public record Sockets(int closed, int pending) {}

    /// Keeps the user out: no connect succeeds from now on, and every socket is closed. May be
    /// repeated. Messages to the user are stored as before.
    ///
    /// @return empty if there is no such user
    public Optional<Sockets> disable(UserId user) {
        if (!users.enable(user, false)) {
            return Optional.empty();
        }
        // Only now: a connection added later reads that the user is disabled.
        int closed = 0;
        int pending = 0;
        for (Connection connection : connections.of(user)) {
            if (close(connection)) {
                closed++;
            } else {
                redelivery.add(user, connection.id());
                pending++;
            }
        }
        return Optional.of(new Sockets(closed, pending));
    }

    /// Lets the user in again.
    ///
    /// @return false if there is no such user
    public boolean enable(UserId user) {
        return users.enable(user, true);
    }

    /// Removes the row, whatever the gateway says: nothing is pushed any more, and a drain closes
    /// what has no row.
    ///
    /// @return false if the socket may be open, or about to open
    private boolean close(Connection seen) {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            switch (gateway.close(seen.id())) {
                case OK -> {
                    connections.remove(seen.user(), seen.id());
                    return true;
                }
                case GONE -> {
                    if (connections.removeGone(seen)) {
                        return seen.openAt().isPresent();
                    }
                }
                case UNKNOWN -> {
                    connections.remove(seen.user(), seen.id());
                    return false;
                }
            }
        }
        connections.remove(seen.user(), seen.id());
        return false;
    }
}
