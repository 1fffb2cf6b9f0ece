package chat.simulation;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.ConversationIndex;
import chat.simulation.Forwarding.ToConnections;
import chat.simulation.Forwarding.ToIndex;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Mistakes with the rows of connections.
final class ConnectionMistakes {
    private static final Duration LONG = Duration.ofDays(1);

    private ConnectionMistakes() {}

    /// A push goes to the first connection of a user only.
    static Ports pushedToOneOnly(Ports ports, Invocation in, World world) {
        record One(Connections to) implements ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                return to.of(user).stream().limit(1).toList();
            }
        }
        return ports.with(new One(ports.connections()));
    }

    /// Whom to push to is read before the message is written, and not again.
    static Ports readBeforeWritten(Ports ports, Invocation in, World world) {
        Map<UserId, List<Connection>> read = new HashMap<>();
        record Early(Connections to, Map<UserId, List<Connection>> read) implements ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                List<Connection> before = read.get(user);
                return before == null ? to.of(user) : before;
            }
        }
        record Reading(
                ConversationIndex to, Connections connections, Map<UserId, List<Connection>> read)
                implements ToIndex {
            @Override
            public Optional<ConversationRow> find(UserId user, UserId peer) {
                read.put(user, connections.of(user));
                read.put(peer, connections.of(peer));
                return to.find(user, peer);
            }
        }
        return ports.with(new Early(ports.connections(), read))
                .with(new Reading(ports.index(), ports.connections(), read));
    }

    /// A 410 removes the row of a socket that is still opening, and nobody notices.
    static Ports openingRowRemoved(Ports ports, Invocation in, World world) {
        record Rash(Connections to, World world) implements ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                return to.of(user).stream().map(connection -> older(connection)).toList();
            }

            @Override
            public Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
                return to.opened(user, id, openAt).or(() -> Optional.of(removed(id, openAt)));
            }

            private Connection removed(ConnectionId id, Instant openAt) {
                Socket socket = world.network().socket(id);
                return new Connection(
                        socket.user(),
                        id,
                        socket.device(),
                        openAt,
                        socket.since(),
                        openAt,
                        Optional.of(openAt),
                        socket.tokenExpiresAt());
            }

            @Override
            public boolean removeGone(Connection seen) {
                to.remove(seen.user(), seen.id());
                return true;
            }
        }
        return ports.with(new Rash(ports.connections(), world));
    }

    /// A late `$disconnect` takes the user's newest connection for its own.
    static Ports wrongRowRemoved(Ports ports, Invocation in, World world) {
        record Wrong(Connections to) implements ToConnections {
            @Override
            public void remove(UserId user, ConnectionId id) {
                to.of(user).stream()
                        .max(Comparator.comparing(Connection::connectedAt))
                        .ifPresent(newest -> to.remove(user, newest.id()));
            }
        }
        return ports.with(new Wrong(ports.connections()));
    }

    /// A connection counts as open until its row is removed.
    static Ports leaseNotCompared(Ports ports, Invocation in, World world) {
        return ports.with(
                changed(
                        ports.connections(),
                        c -> with(c, c.connectedAt(), c.expiresAt().plus(LONG))));
    }

    private static Connections changed(Connections to, UnaryOperator<Connection> change) {
        record Changed(Connections to, UnaryOperator<Connection> change) implements ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                return to.of(user).stream().map(change).toList();
            }

            @Override
            public Optional<Connection> find(UserId user, ConnectionId id) {
                return to.find(user, id).map(change);
            }
        }
        return new Changed(to, change);
    }

    private static Connection older(Connection c) {
        return with(c, c.connectedAt().minus(LONG), c.expiresAt());
    }

    private static Connection with(Connection c, Instant connectedAt, Instant expiresAt) {
        return new Connection(
                c.user(),
                c.id(),
                c.device(),
                c.deviceFirstSeenAt(),
                c.since(),
                connectedAt,
                c.openAt(),
                expiresAt);
    }
}
