package chat.simulation;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.FoldedMessage;
import chat.domain.Presence;
import chat.domain.PresenceVisibility;
import chat.domain.Relation;
import chat.domain.User;
import chat.domain.UserId;
import chat.dynamodb.DynamoDbConnections;
import chat.dynamodb.DynamoDbConversationList;
import chat.dynamodb.DynamoDbMessageLog;
import chat.dynamodb.DynamoDbRelations;
import chat.dynamodb.DynamoDbUsers;
import chat.endtoend.RunningChat;
import chat.port.Connections;
import chat.port.ConversationList;
import chat.port.MessageLog;
import chat.port.Relations;
import chat.port.Users;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/// Clients over real WebSockets. Pings and the replacement of connections, which would take too
/// long for a test, happen sooner. Timeouts of requests stay long, so that a busy machine does not
/// look like a dead one.
final class RunningSystem implements SystemUnderTest, AutoCloseable {
    /// The divisor of long waits.
    private static final int SPEEDUP = 20;

    /// The minimum of a divided wait.
    private static final long WAIT_LEAST = EventLoop.micros(Duration.ofSeconds(3));

    /// The share of connections that are replaced during the test. The others show which pushes are
    /// missing.
    private static final double REPLACED = 0.2;

    private static final Duration TOKEN_LIFE_SHORT = Duration.ofMinutes(9);
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private static final int PAGE = 500;

    private final RunningChat chat;
    private final DynamoDbClient tables;
    private final MessageLog log;
    private final ConversationList rows;
    private final Connections connections;
    private final Users accounts;
    private final Relations relations;
    private final ScheduledExecutorService loop =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("clients").factory());
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private final SeededRandom random;
    private final DigestChain chain = new DigestChain();
    private final InvariantChecker checker = new InvariantChecker(this);
    private final List<UserId> users = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final long start = System.nanoTime();
    private FaultRates rates = FaultRates.none();
    private long requests;
    private int connects;

    RunningSystem(RunningChat chat, long seed) {
        this.chat = chat;
        this.random = new SeededRandom(seed);
        this.tables = chat.tables();
        this.log = new DynamoDbMessageLog(tables, "Messages");
        this.rows = new DynamoDbConversationList(tables, "Conversations", _ -> {});
        this.connections = new DynamoDbConnections(tables, "Connections");
        this.accounts = new DynamoDbUsers(tables, "Users");
        this.relations = new DynamoDbRelations(tables, "Conversations", _ -> {});
    }

    /// Adds a user with some devices that are switched off.
    void add(UserId user, int count) {
        users.add(user);
        for (int i = 1; i <= count; i++) {
            devices.add(new Device(this, user, new DeviceId(user.value() + "-" + i), true));
        }
    }

    void rates(FaultRates next) {
        rates = next;
    }

    /// The number of connections that devices have opened.
    int connects() {
        return connects;
    }

    // The clients' event loop.

    /// Calls an action on the clients' thread.
    ///
    /// @throws Violation if this or an earlier action broke a guarantee
    <T> T call(Callable<T> action) {
        try {
            if (broken.isDone()) {
                broken.get();
            }
            return loop.submit(action).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException violation) {
                throw violation;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Schedules an action on the clients' thread. The first failure stops all later actions.
    void execute(Runnable action) {
        loop.execute(guarded(action));
    }

    @Override
    public void after(long micros, Runnable action) {
        long shortened = Math.max(micros / SPEEDUP, Math.min(micros, WAIT_LEAST));
        var _ = loop.schedule(guarded(action), shortened, MICROSECONDS);
    }

    private Runnable guarded(Runnable action) {
        return () -> {
            try {
                if (!broken.isDone()) {
                    action.run();
                }
            } catch (RuntimeException violation) {
                broken.completeExceptionally(violation);
            }
        };
    }

    @Override
    public void close() {
        loop.shutdownNow();
        tables.close();
    }

    // Methods of [SystemUnderTest].

    @Override
    public Transport connect(Transport.Handshake handshake, Transport.Listener listener) {
        connects++;
        String since =
                handshake.since().map(instant -> "&since=" + instant.toEpochMilli()).orElse("");
        var uri = chat.webSocket("?deviceId=" + handshake.device().value() + since);
        return new WebSocketTransport(this, listener)
                .open(uri, chat.token(handshake.user().value()), handshake.device());
    }

    @Override
    public SeededRandom random() {
        return random;
    }

    @Override
    public long micros() {
        return (System.nanoTime() - start) / 1_000;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Duration skewMost() {
        return Duration.ZERO;
    }

    @Override
    public Duration tokenLife() {
        return random.chance(REPLACED) ? TOKEN_LIFE_SHORT : TOKEN_LIFE;
    }

    @Override
    public boolean injects(Fault fault) {
        return random.chance(rates.of(fault));
    }

    @Override
    public Alteration alteration() {
        return Alteration.NONE;
    }

    @Override
    public DigestChain chain() {
        return chain;
    }

    @Override
    public InvariantChecker checker() {
        return checker;
    }

    @Override
    public String requestId(String kind) {
        return kind + ++requests;
    }

    @Override
    public void trace(String actor, Supplier<String> event) {}

    @Override
    public List<UserId> users() {
        return users;
    }

    @Override
    public List<Device> devices() {
        return devices;
    }

    // Contents of the tables.

    @Override
    public List<Entry> log(Pair pair) {
        ConversationId conversation = ConversationId.of(pair.user(), pair.peer());
        List<Entry> all = new ArrayList<>();
        List<Entry> page;
        do {
            page = log.after(conversation, all.size(), PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    @Override
    public Optional<Entry> entry(Pair pair, long seq) {
        return log.find(ConversationId.of(pair.user(), pair.peer()), seq);
    }

    @Override
    public Optional<FoldedMessage> island(Pair pair, long seq) {
        return Islands.of(log, pair, seq);
    }

    @Override
    public Optional<ConversationRow> row(Pair pair) {
        return rows.find(pair.user(), List.of(pair.peer())).stream().findFirst();
    }

    @Override
    public Presence presence(UserId viewer, UserId user) {
        User seen = accounts.find(user).orElseThrow();
        User viewing = accounts.find(viewer).orElseThrow();
        Relation relation = relations.of(viewer, List.of(user)).getOrDefault(user, Relation.NONE);
        return Presence.of(seen, connections.of(user), now())
                .seenWith(PresenceVisibility.of(viewing, seen, relation), seen);
    }

    @Override
    public Optional<Instant> firstSeenAt(Device device) {
        return accounts.find(device.user())
                .map(user -> user.devices().get(device.id()))
                .map(User.Device::firstSeenAt);
    }

    @Override
    public boolean hasRow(Device device) {
        return connections.of(device.user()).stream()
                .anyMatch(row -> row.device().equals(device.id()) && row.isLive(now()));
    }

    /// Always true, because a message that Redeliver fails to process is retried only two minutes
    /// later.
    @Override
    public boolean mayLackCatchUp(Device device) {
        return true;
    }
}
