package chat.simulation;

import chat.domain.Connection;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Presence;
import chat.domain.PresenceVisibility;
import chat.domain.Relation;
import chat.domain.User;
import chat.domain.UserId;
import chat.inmemory.InMemoryConnections;
import chat.inmemory.InMemoryConversations;
import chat.inmemory.InMemoryMessageLog;
import chat.inmemory.InMemoryPresenceSubscriptions;
import chat.inmemory.InMemoryUsers;
import chat.simulation.PresenceFunctions.Change;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One simulated system: everything that happens in it follows from its seed.
final class World implements Surroundings {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private static final int ENVIRONMENTS = 5;
    private static final int DELIVER_RETRIES = 5;
    private static final int ANNOUNCE_RETRIES = 2;

    private final Dice dice;
    private final Dice whims;
    private final Loop loop = new Loop();
    private final Trace trace;
    private final Alteration alteration;
    private final Checker checker = new Checker(this);
    private final Tables tables;
    private final Network network = new Network(this);
    private final Functions functions = new Functions(this);
    private final ConnectionsStream<Connection> stream =
            new ConnectionsStream<>(this, DELIVER_RETRIES, functions::deliver);
    private final ConnectionsStream<Change> presenceStream =
            new ConnectionsStream<>(this, ANNOUNCE_RETRIES, functions.presence()::announce);
    private final Queue queue = new Queue(this);
    private final AnnouncementQueue announcements = new AnnouncementQueue(this);
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
        Pair inverse() {
            return new Pair(/* user= */ peer, /* peer= */ user);
        }
    }

    /// The tables, which never fail: what calls them does.
    record Tables(
            InMemoryMessageLog log,
            InMemoryConversations conversations,
            InMemoryConnections connections,
            InMemoryUsers users,
            InMemoryPresenceSubscriptions subscriptions) {}

    /// An execution environment of functions, whose clock is off.
    record Environment(String name, Duration skew) {}

    World(long seed, Alteration alteration, boolean traced) {
        dice = new Dice(seed);
        whims = new Dice(~seed);
        environments.add(new Environment("p", Duration.ZERO));
        trace = new Trace(traced);
        this.alteration = alteration;
        start = START.plus(Duration.ofSeconds(dice.between(0, 24 * 3600)));
        tables =
                new Tables(
                        new InMemoryMessageLog(),
                        new InMemoryConversations(),
                        new InMemoryConnections(),
                        new InMemoryUsers(),
                        new InMemoryPresenceSubscriptions());
        tables.connections().onInsert(stream::add);
    }

    /// From now on somebody wants to know who is there. What the function that announces would do
    /// before is nothing.
    void watched() {
        tables.connections().onOpened(row -> presenceStream.add(Change.opened(row)));
        tables.connections().onRemove(row -> presenceStream.add(Change.removed(row)));
    }

    /// All chance of what users set and watch: of its own, so that a history without any is what it
    /// would be if nobody ever did.
    Dice whims() {
        return whims;
    }

    @Override
    public Dice dice() {
        return dice;
    }

    Loop loop() {
        return loop;
    }

    @Override
    public Alteration alteration() {
        return alteration;
    }

    @Override
    public Checker checker() {
        return checker;
    }

    Tables tables() {
        return tables;
    }

    Network network() {
        return network;
    }

    Queue queue() {
        return queue;
    }

    AnnouncementQueue announcements() {
        return announcements;
    }

    Functions functions() {
        return functions;
    }

    @Override
    public Chain chain() {
        return chain;
    }

    /// The id of a conversation.
    ConversationId conversation(Pair pair) {
        return conversations.computeIfAbsent(
                pair, _ -> ConversationId.of(pair.user(), pair.peer()));
    }

    @Override
    public List<UserId> users() {
        return users;
    }

    @Override
    public List<Device> devices() {
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

    @Override
    public void trace(String actor, Supplier<String> event) {
        if (trace.isOn()) {
            trace.add(loop.now(), actor, event.get());
        }
    }

    /// The true time.
    @Override
    public Instant now() {
        return start.plusNanos(loop.now() * 1_000);
    }

    /// Where a function runs this time.
    Environment environment() {
        return environments.size() == 1 ? environments.getFirst() : dice.oneOf(environments);
    }

    @Override
    public Duration skewMost() {
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
    @Override
    public Duration tokenLife() {
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
    @Override
    public boolean strikes(Fault fault) {
        return dice.hits(rates.of(fault));
    }

    @Nullable Coroutine running() {
        return running;
    }

    void running(@Nullable Coroutine coroutine) {
        running = coroutine;
    }

    @Override
    public Line connect(Line.Handshake handshake, Line.Client client) {
        return network.connect(handshake, client);
    }

    @Override
    public long micros() {
        return loop.now();
    }

    @Override
    public void after(long micros, Runnable what) {
        loop.after(micros, what);
    }

    @Override
    public List<Entry> log(Pair pair) {
        return tables.log().entries(conversation(pair));
    }

    @Override
    public Optional<Entry> entry(Pair pair, long seq) {
        return tables.log().find(conversation(pair), seq);
    }

    @Override
    public Optional<ConversationRow> row(Pair pair) {
        return tables.conversations().find(pair.user(), pair.peer());
    }

    @Override
    public boolean knows(Device device) {
        return tables.connections()
                .find(device.user(), socket(device).id())
                .filter(row -> row.isLive(now()))
                .isPresent();
    }

    @Override
    public boolean mayBeUntold(Device device) {
        return stream.gaveUp(row -> row.id().equals(socket(device).id()));
    }

    @Override
    public Presence presence(UserId viewer, UserId user) {
        Optional<User> seen = tables.users().find(user);
        if (seen.isEmpty()) {
            return Presence.unknown(user, now());
        }
        User viewing = tables.users().find(viewer).orElseThrow();
        Relation relation = tables.conversations().row(viewer, user).relation();
        return Presence.of(seen.get(), tables.connections().of(user), now())
                .seenWith(PresenceVisibility.of(viewing, seen.get(), relation), seen.get());
    }

    private static Socket socket(Device device) {
        return ((Wire) device.session().line()).socket();
    }

    @Override
    public String requestId(String kind) {
        return kind + ++requests;
    }
}
