package chat.simulation;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
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
import chat.simulation.World.Pair;

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

/// Clients over real WebSockets, with their long waits shortened: pings and replaced connections
/// would take too long for a test. Waits for the system are not shortened, so that a busy machine
/// is not mistaken for a dead one.
final class RunningSystem implements Surroundings, AutoCloseable {
    /// The factor by which waits are shortened.
    private static final int HASTE = 20;

    /// The minimum of a shortened wait.
    private static final long SHORTENED_LEAST = Loop.micros(Duration.ofSeconds(3));

    /// The share of connections that are replaced. The others show missing pushes.
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
    private final Dice dice;
    private final Chain chain = new Chain();
    private final Checker checker = new Checker(this);
    private final List<UserId> users = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final long start = System.nanoTime();
    private Rates rates = Rates.none();
    private long requests;
    private int connects;

    RunningSystem(RunningChat chat, long seed) {
        this.chat = chat;
        this.dice = new Dice(seed);
        this.tables = chat.tables();
        this.log = new DynamoDbMessageLog(tables, "Messages");
        this.rows = new DynamoDbConversationList(tables, "Conversations", _ -> {});
        this.connections = new DynamoDbConnections(tables, "Connections");
        this.accounts = new DynamoDbUsers(tables, "Users");
        this.relations = new DynamoDbRelations(tables, "Conversations", _ -> {});
    }

    /// Adds a user with some devices, which are switched off.
    void add(UserId user, int count) {
        users.add(user);
        for (int i = 1; i <= count; i++) {
            devices.add(new Device(this, user, new DeviceId(user.value() + "-" + i), true));
        }
    }

    void rates(Rates next) {
        rates = next;
    }

    /// The number of connections that a device has opened.
    int connects() {
        return connects;
    }

    // The loop.

    /// Runs an action on the clients' thread.
    ///
    /// @throws Violation if the action, or anything before it, violated a guarantee
    <T> T call(Callable<T> what) {
        try {
            if (broken.isDone()) {
                broken.get();
            }
            return loop.submit(what).get();
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

    /// Runs an action on the clients' thread later; the first failure ends the run.
    void execute(Runnable what) {
        loop.execute(guarded(what));
    }

    @Override
    public void after(long micros, Runnable what) {
        long shortened = Math.max(micros / HASTE, Math.min(micros, SHORTENED_LEAST));
        var _ = loop.schedule(guarded(what), shortened, MICROSECONDS);
    }

    private Runnable guarded(Runnable what) {
        return () -> {
            try {
                if (!broken.isDone()) {
                    what.run();
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

    // The clients' environment.

    @Override
    public Line connect(Line.Handshake handshake, Line.Client client) {
        connects++;
        String since =
                handshake.since().map(instant -> "&since=" + instant.toEpochMilli()).orElse("");
        var uri = chat.webSocket("?deviceId=" + handshake.device().value() + since);
        return new WebSocketLine(this, client)
                .open(uri, chat.token(handshake.user().value()), handshake.device());
    }

    @Override
    public Dice dice() {
        return dice;
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
        return dice.hits(REPLACED) ? TOKEN_LIFE_SHORT : TOKEN_LIFE;
    }

    @Override
    public boolean strikes(Fault fault) {
        return dice.hits(rates.of(fault));
    }

    @Override
    public Alteration alteration() {
        return Alteration.NONE;
    }

    @Override
    public Chain chain() {
        return chain;
    }

    @Override
    public Checker checker() {
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

    // The content of the tables.

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
    public boolean knows(Device device) {
        return connections.of(device.user()).stream()
                .anyMatch(row -> row.device().equals(device.id()) && row.isLive(now()));
    }

    /// A message that Redeliver could not finish returns after two minutes.
    @Override
    public boolean mayBeUntold(Device device) {
        return true;
    }
}
