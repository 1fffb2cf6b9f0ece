package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.FoldedMessage;
import chat.domain.Presence;
import chat.domain.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The system that clients use and checkers inspect: a [SimulatedSystem], or a running one.
interface SystemUnderTest {
    /// The source of the clients' randomness.
    SeededRandom random();

    /// Microseconds since the start, by the clients' clock.
    long micros();

    /// Schedules an action on the one thread that all clients share.
    ///
    /// @param micros from now
    void after(long micros, Runnable action);

    /// The true time.
    Instant now();

    /// The maximum error of a function's clock.
    Duration skewMost();

    /// Opens a connection for a device.
    Transport connect(Transport.Handshake handshake, Transport.Listener listener);

    /// The lifetime of a new token.
    Duration tokenLife();

    /// Whether the history has no faults: then nothing may need a repair by a client.
    default boolean isFaultless() {
        return false;
    }

    /// Draws whether a fault of the client happens here.
    boolean injects(Fault fault);

    Alteration alteration();

    DigestChain chain();

    InvariantChecker checker();

    /// A unique request id.
    ///
    /// @param kind its first characters
    String requestId(String kind);

    void trace(String actor, Supplier<String> event);

    List<UserId> users();

    List<Device> devices();

    // Contents of the tables.

    /// The whole log of a conversation.
    List<Entry> log(Pair pair);

    Optional<Entry> entry(Pair pair, long seq);

    Optional<ConversationRow> row(Pair pair);

    /// The state that `history` with `fold` gives for one message; empty if it gives none.
    Optional<FoldedMessage> island(Pair pair, long seq);

    /// The messages that a user has hidden one by one. The clients of a running system hide none.
    default Set<Long> hidden(Pair pair) {
        return Set.of();
    }

    /// The presence of one user that the server would report to another now.
    Presence presence(UserId viewer, UserId user);

    /// When the server first saw a device, by the clock of the function that did; empty if never.
    Optional<Instant> firstSeenAt(Device device);

    /// Whether the tables contain the device's current connection.
    boolean hasRow(Device device);

    /// Whether the system may have given up catching up a device on its own, or may need more time
    /// than it had.
    boolean mayLackCatchUp(Device device);
}
