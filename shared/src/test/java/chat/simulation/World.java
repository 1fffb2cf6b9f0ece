package chat.simulation;

import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.inmemory.InMemoryConnections;
import chat.inmemory.InMemoryConversations;
import chat.inmemory.InMemoryMessageLog;
import chat.inmemory.InMemoryUsers;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// One simulated system: everything that happens in it follows from its seed.
final class World {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private static final int ENVIRONMENTS = 5;

    private final Dice dice;
    private final Loop loop = new Loop();
    private final Trace trace;
    private final Alteration alteration;
    private final Checker checker = new Checker(this);
    private final Tables tables;
    private final Network network = new Network(this);
    private final ConnectionsStream stream = new ConnectionsStream(this);
    private final Queue queue = new Queue(this);
    private final Functions functions = new Functions(this);
    private final List<UserId> users = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final Chain chain = new Chain();
    private final Map<Pair, ConversationId> conversations = new HashMap<>();
    private final List<Environment> environments = new ArrayList<>();
    private final Instant start;
    private Rates rates = Rates.none();
    private Duration skewMost = Duration.ZERO;
    private Duration tokenLife = Duration.ofHours(12);
    private @Nullable Coroutine running;
    private long requests;

    /// A member of a conversation, and the other.
    record Pair(UserId user, UserId peer) {
        /// The same, as the other sees it.
        Pair turned() {
            return new Pair(/* user= */ peer, /* peer= */ user);
        }
    }

    /// The tables, which never fail: what calls them does.
    record Tables(
            InMemoryMessageLog log,
            InMemoryConversations conversations,
            InMemoryConnections connections,
            InMemoryUsers users) {}

    /// An execution environment of functions, whose clock is off.
    record Environment(String name, Duration skew) {}

    World(long seed, Alteration alteration, boolean traced) {
        dice = new Dice(seed);
        environments.add(new Environment("p", Duration.ZERO));
        trace = new Trace(traced);
        this.alteration = alteration;
        start = START.plus(Duration.ofSeconds(dice.between(0, 24 * 3600)));
        tables =
                new Tables(
                        new InMemoryMessageLog(),
                        new InMemoryConversations(),
                        new InMemoryConnections(),
                        new InMemoryUsers());
        tables.connections().onInsert(stream::inserted);
    }

    Dice dice() {
        return dice;
    }

    Loop loop() {
        return loop;
    }

    Alteration alteration() {
        return alteration;
    }

    Checker checker() {
        return checker;
    }

    Tables tables() {
        return tables;
    }

    Network network() {
        return network;
    }

    ConnectionsStream stream() {
        return stream;
    }

    Queue queue() {
        return queue;
    }

    Functions functions() {
        return functions;
    }

    Chain chain() {
        return chain;
    }

    /// The id of a conversation.
    ConversationId conversation(Pair pair) {
        return conversations.computeIfAbsent(
                pair, _ -> ConversationId.of(pair.user(), pair.peer()));
    }

    List<UserId> users() {
        return users;
    }

    List<Device> devices() {
        return devices;
    }

    /// Adds a device, which is off.
    ///
    /// @param replaces whether it replaces its connection before the gateway or the token ends it
    Device add(UserId user, DeviceId id, boolean replaces) {
        var device = new Device(this, user, id, replaces);
        devices.add(device);
        return device;
    }

    /// What happened, if it was asked for.
    List<String> trace() {
        return trace.lines();
    }

    void trace(String actor, Supplier<String> event) {
        if (trace.isOn()) {
            trace.add(loop.now(), actor, event.get());
        }
    }

    /// The true time.
    Instant now() {
        return start.plusNanos(loop.now() * 1_000);
    }

    /// Where a function runs this time.
    Environment environment() {
        return environments.size() == 1 ? environments.getFirst() : dice.oneOf(environments);
    }

    Duration skewMost() {
        return skewMost;
    }

    /// Starts environments of functions whose clocks differ.
    void skewMost(Duration most) {
        skewMost = most;
        environments.clear();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            long millis = (long) ((dice.nextDouble() * 2 - 1) * most.toMillis());
            environments.add(new Environment("p" + i, Duration.ofMillis(millis)));
        }
    }

    /// How long a new token lives.
    Duration tokenLife() {
        return tokenLife;
    }

    void tokenLife(Duration life) {
        tokenLife = life;
    }

    /// Sets what goes wrong from now on.
    void rates(Rates next) {
        rates = next;
    }

    /// Whether a fault happens here and now.
    boolean strikes(Fault fault) {
        return dice.hits(rates.of(fault));
    }

    @Nullable Coroutine running() {
        return running;
    }

    void running(@Nullable Coroutine coroutine) {
        running = coroutine;
    }

    String requestId(String kind) {
        return kind + ++requests;
    }
}
