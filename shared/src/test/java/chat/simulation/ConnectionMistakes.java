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

    /// A push goes only to the first connection of a user.
    static Ports pushedToOneOnly(Ports ports, Invocation invocation, SimulatedSystem system) {
        record FirstConnectionOnly(Connections to) implements ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                return to.of(user).stream().limit(1).toList();
            }
        }
        return ports.with(new FirstConnectionOnly(ports.connections()));
    }

    /// A new device is taken for one that the server has known for ever.
    static Ports seenLongAgo(Ports ports, Invocation invocation, SimulatedSystem system) {
        record KnownForEver(Connections to) implements ToConnections {
            @Override
            public Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
                return to.opened(user, id, openAt).map(row -> knownForEver(row));
            }

            @Override
            public Optional<Connection> find(UserId user, ConnectionId id) {
                return to.find(user, id).map(row -> knownForEver(row));
            }

            private static Connection knownForEver(Connection row) {
                return new Connection(
                        row.user(),
                        row.id(),
                        row.device(),
                        Instant.EPOCH,
                        row.since(),
                        row.connectedAt(),
                        row.openAt(),
                        row.expiresAt(),
                        row.readReceipts());
            }
        }
        return ports.with(new KnownForEver(ports.connections()));
    }

    /// The connections are read before the message is written, and not again.
    static Ports readBeforeWritten(Ports ports, Invocation invocation, SimulatedSystem system) {
        Map<UserId, List<Connection>> read = new HashMap<>();
        record CachedConnections(Connections to, Map<UserId, List<Connection>> read)
                implements ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                List<Connection> before = read.get(user);
                return before == null ? to.of(user) : before;
            }
        }
        record CachingIndex(
                ConversationIndex to, Connections connections, Map<UserId, List<Connection>> read)
                implements ToIndex {
            @Override
            public Optional<ConversationRow> find(UserId user, UserId peer) {
                read.put(user, connections.of(user));
                read.put(peer, connections.of(peer));
                return to.find(user, peer);
            }
        }
        return ports.with(new CachedConnections(ports.connections(), read))
                .with(new CachingIndex(ports.index(), ports.connections(), read));
    }

    /// A 410 removes the row of a socket that is still opening, and the catch-up does not notice.
    static Ports openingRowRemoved(Ports ports, Invocation invocation, SimulatedSystem system) {
        record RemovingConnections(Connections to, SimulatedSystem system)
                implements ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                return to.of(user).stream().map(connection -> older(connection)).toList();
            }

            @Override
            public Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
                return to.opened(user, id, openAt).or(() -> Optional.of(removed(id, openAt)));
            }

            private Connection removed(ConnectionId id, Instant openAt) {
                Socket socket = system.network().socket(id);
                return new Connection(
                        socket.user(),
                        id,
                        socket.device(),
                        openAt,
                        socket.since(),
                        openAt,
                        Optional.of(openAt),
                        socket.tokenExpiresAt(),
                        hasReadReceipts(socket.user()));
            }

            private boolean hasReadReceipts(UserId user) {
                return system.tables().users().find(user).orElseThrow().privacy().readReceipts();
            }

            @Override
            public boolean removeGone(Connection seen) {
                to.remove(seen.user(), seen.id());
                return true;
            }
        }
        return ports.with(new RemovingConnections(ports.connections(), system));
    }

    /// A late `$disconnect` removes the user's newest connection.
    static Ports wrongRowRemoved(Ports ports, Invocation invocation, SimulatedSystem system) {
        record NewestConnectionRemoved(Connections to) implements ToConnections {
            @Override
            public void remove(UserId user, ConnectionId id) {
                to.of(user).stream()
                        .max(Comparator.comparing(Connection::connectedAt))
                        .ifPresent(newest -> to.remove(user, newest.id()));
            }
        }
        return ports.with(new NewestConnectionRemoved(ports.connections()));
    }

    /// A connection counts as open until its row is removed, regardless of its lease.
    static Ports leaseNotCompared(Ports ports, Invocation invocation, SimulatedSystem system) {
        return ports.with(
                changed(
                        ports.connections(),
                        c -> with(c, c.connectedAt(), c.expiresAt().plus(LONG))));
    }

    private static Connections changed(Connections to, UnaryOperator<Connection> change) {
        record ChangedConnections(Connections to, UnaryOperator<Connection> change)
                implements ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                return to.of(user).stream().map(change).toList();
            }

            @Override
            public Optional<Connection> find(UserId user, ConnectionId id) {
                return to.find(user, id).map(change);
            }
        }
        return new ChangedConnections(to, change);
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
                        expiresAt)
                .withReadReceipts(c.readReceipts());
    }
}
