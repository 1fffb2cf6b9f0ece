package chat.users;

import chat.domain.Connection;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.Gateway;
import chat.port.RedeliveryQueue;
import chat.port.Users;

import java.util.Optional;

/// The operator's commands that disable and enable a user.
public final class Operate {
    /// The attempts to close a socket that opens while the gateway reports it closed.
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

    /// The sockets of a disabled user.
    ///
    /// @param closed the sockets that are closed
    /// @param pending the sockets that the redelivery queue closes within seconds
    public record Sockets(int closed, int pending) {}

    /// Disables the user: no connect succeeds from now on, and every socket is closed. It may be
    /// repeated. Messages to the user are still stored.
    ///
    /// @return empty if there is no such user
    public Optional<Sockets> disable(UserId user) {
        if (!users.enable(user, false)) {
            return Optional.empty();
        }
        // After the user is disabled, because a connection that is added later checks that.
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

    /// Enables the user.
    ///
    /// @return false if there is no such user
    public boolean enable(UserId user) {
        return users.enable(user, true);
    }

    /// Removes the row regardless of the gateway's answer, so that nothing more is pushed. A
    /// catch-up closes a socket without a row.
    ///
    /// @return false if the socket may be open or opening
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
