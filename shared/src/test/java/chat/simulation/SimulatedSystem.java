package chat.simulation;

import chat.domain.Connection;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.FoldedMessage;
import chat.domain.Presence;
import chat.domain.User;
import chat.domain.UserId;
import chat.simulation.PresenceFunctions.Change;
import chat.simulation.SettleFunction.Appended;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A simulated system. Its seed determines everything that happens in it.
final class SimulatedSystem implements SystemUnderTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private static final int DELIVER_RETRIES = 5;
    private static final int ANNOUNCE_RETRIES = 2;
    private static final int SETTLE_RETRIES = 1_000;
    private static final Duration AGE_MAX = Duration.ofMinutes(5);
    private static final Duration SETTLE_AGE_MAX = Duration.ofHours(1);

    private final long seed;
    private final SeededRandom random;
    private final SeededRandom settings;
    private final RandomLimits limits;
    private final EventLoop loop = new EventLoop();
    private final Trace trace;
    private final Alteration alteration;
    private final InvariantChecker checker = new InvariantChecker(this);
    private final Tables tables;
    private final Network network = new Network(this);
    private final LambdaFunctions functions = new LambdaFunctions(this);
    private final TableStream<Connection> stream =
            new TableStream<>(this, DELIVER_RETRIES, AGE_MAX, functions.delivery()::deliver);
    private final TableStream<Change> presenceStream =
            new TableStream<>(this, ANNOUNCE_RETRIES, AGE_MAX, functions.presence()::announce);
    private final TableStream<Appended> messagesStream =
            new TableStream<>(
                    this, SETTLE_RETRIES, SETTLE_AGE_MAX, new SettleFunction(this)::settle);
    private final TableStream<Appended> blocksStream =
            new TableStream<>(
                    this, SETTLE_RETRIES, SETTLE_AGE_MAX, new BuildBlocksFunction(this)::build);
    private final SimulatedRedeliveryQueue queue = new SimulatedRedeliveryQueue(this);
    private final SimulatedAnnouncementQueue announcements = new SimulatedAnnouncementQueue(this);
    private final List<UserId> users = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final DigestChain chain = new DigestChain();
    private final Instant start;
    private final Conditions conditions;
    private @Nullable Coroutine running;
    private long requests;

    SimulatedSystem(long seed, Alteration alteration, boolean traced) {
        this.seed = seed;
        random = new SeededRandom(seed);
        settings = new SeededRandom(~seed);
        limits = new RandomLimits(new SeededRandom(-seed));
        conditions = new Conditions(random);
        trace = new Trace(traced);
        this.alteration = alteration;
        Instant usual = START.plus(Duration.ofSeconds(random.between(0, 24 * 3600)));
        start = RandomStart.of(random("start"), usual);
        tables = new Tables();
        tables.connections().onInsert(stream::add);
        tables.onAppend(alteration.settles() ? messagesStream::add : _ -> {}, blocksStream::add);
    }

    /// Connects the Connections stream to the presence functions. Histories without presence
    /// subscriptions omit them, because they would do nothing.
    void enablePresence() {
        tables.connections().onOpened(row -> presenceStream.add(Change.opened(row)));
        tables.connections().onRemove(row -> presenceStream.add(Change.removed(row)));
    }

    /// The source of randomness of [RandomSettings]. It is separate so that a history without
    /// settings draws the same numbers as before settings existed.
    SeededRandom settingsRandom() {
        return settings;
    }

    @Override
    public SeededRandom random() {
        return random;
    }

    /// A new source of randomness for one concern.
    SeededRandom random(String concern) {
        return SeededRandom.of(seed, concern);
    }

    EventLoop loop() {
        return loop;
    }

    @Override
    public Alteration alteration() {
        return alteration;
    }

    @Override
    public InvariantChecker checker() {
        return checker;
    }

    Tables tables() {
        return tables;
    }

    Network network() {
        return network;
    }

    SimulatedRedeliveryQueue queue() {
        return queue;
    }

    SimulatedAnnouncementQueue announcements() {
        return announcements;
    }

    LambdaFunctions functions() {
        return functions;
    }

    @Override
    public DigestChain chain() {
        return chain;
    }

    @Override
    public List<UserId> users() {
        return users;
    }

    @Override
    public List<Device> devices() {
        return devices;
    }

    /// Adds a device that is switched off.
    ///
    /// @param replaces whether the device replaces its connection before the gateway or the token
    ///   ends it
    Device add(UserId user, DeviceId id, boolean replaces) {
        var device = new Device(this, user, id, replaces);
        devices.add(device);
        return device;
    }

    /// The trace; empty unless it was requested.
    List<String> trace() {
        return trace.lines();
    }

    @Override
    public void trace(String actor, Supplier<String> event) {
        if (trace.isOn()) {
            trace.add(loop.now(), actor, event.get());
        }
    }

    /// The true time, without any clock's error.
    @Override
    public Instant now() {
        return start.plusNanos(loop.now() * 1_000);
    }

    /// The faults, clocks and waits of this history.
    Conditions conditions() {
        return conditions;
    }

    @Override
    public Duration skewMost() {
        return conditions.skewMost();
    }

    @Override
    public Duration tokenLife() {
        return conditions.tokenLife();
    }

    @Override
    public boolean isFaultless() {
        return conditions.isFaultless();
    }

    /// Declares that this history has no faults.
    void setFaultless() {
        conditions.setFaultless();
        limits.stop();
    }

    @Override
    public boolean injects(Fault fault) {
        return conditions.injects(fault);
    }

    /// The rate limits: they refuse at random.
    RandomLimits limits() {
        return limits;
    }

    @Nullable Coroutine running() {
        return running;
    }

    void running(@Nullable Coroutine coroutine) {
        running = coroutine;
    }

    @Override
    public Transport connect(Transport.Handshake handshake, Transport.Listener listener) {
        return network.connect(handshake, listener);
    }

    @Override
    public long micros() {
        return loop.now();
    }

    @Override
    public void after(long micros, Runnable action) {
        loop.after(micros, action);
    }

    @Override
    public List<Entry> log(Pair pair) {
        return tables.log(pair);
    }

    @Override
    public Optional<Entry> entry(Pair pair, long seq) {
        return tables.entry(pair, seq);
    }

    @Override
    public Optional<ConversationRow> row(Pair pair) {
        return tables.row(pair);
    }

    @Override
    public Optional<FoldedMessage> island(Pair pair, long seq) {
        return Islands.of(tables.log(), pair, seq);
    }

    @Override
    public Optional<Instant> firstSeenAt(Device device) {
        return tables.users()
                .find(device.user())
                .map(user -> user.devices().get(device.id()))
                .map(User.Device::firstSeenAt);
    }

    @Override
    public boolean hasRow(Device device) {
        return tables.connections()
                .find(device.user(), socket(device).id())
                .filter(row -> row.isLive(now()))
                .isPresent();
    }

    @Override
    public boolean mayLackCatchUp(Device device) {
        return stream.gaveUp(row -> row.id().equals(socket(device).id()));
    }

    @Override
    public Set<Long> hidden(Pair pair) {
        return tables.hidden(pair);
    }

    @Override
    public Presence presence(UserId viewer, UserId user) {
        return tables.presence(viewer, user, now());
    }

    private static Socket socket(Device device) {
        return ((SimulatedTransport) device.session().transport()).socket();
    }

    @Override
    public String requestId(String kind) {
        return kind + ++requests;
    }
}
