package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Presence;
import chat.domain.UserId;
import chat.simulation.World.Pair;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What clients live in and the checker looks at: the simulated [World], or a system that runs.
interface Surroundings {
    /// All chance of the clients.
    Dice dice();

    /// Microseconds since the start, as clients count them.
    long micros();

    /// Lets something happen, on the one thread that all clients share.
    ///
    /// @param micros from now
    void after(long micros, Runnable what);

    /// The true time.
    Instant now();

    /// How far the clock of a function may be off.
    Duration skewMost();

    /// Opens a connection for a device.
    Line connect(Line.Handshake handshake, Line.Client client);

    /// How long a new token lives.
    Duration tokenLife();

    /// Whether a fault of the client happens here and now.
    boolean strikes(Fault fault);

    Alteration alteration();

    Chain chain();

    Checker checker();

    /// An id that no other request has.
    ///
    /// @param kind how it starts
    String requestId(String kind);

    void trace(String actor, Supplier<String> event);

    List<UserId> users();

    List<Device> devices();

    // What the tables hold.

    /// The whole log of a conversation.
    List<Entry> log(Pair pair);

    Optional<Entry> entry(Pair pair, long seq);

    Optional<ConversationRow> row(Pair pair);

    /// What the server would tell one user of another's presence now.
    Presence presence(UserId viewer, UserId user);

    /// Whether the tables know the connection by which the device is connected.
    boolean knows(Device device);

    /// Whether the system may have given up to tell a device by itself what it lacks, or may need
    /// longer for it than there was.
    boolean mayBeUntold(Device device);
}
