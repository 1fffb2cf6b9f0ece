package chat.functions;

import static java.util.Objects.requireNonNull;

import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryServices;
import chat.inmemory.Tap;
import chat.limits.RateLimits;
import chat.port.Gateway;
import chat.port.Parallel;
import chat.port.Postponement;
import chat.protocol.ClientFrame.Position;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// An in-memory chat behind the handlers of the functions. Alice's phone, which is the caller of
/// the samples, and Bob's phone can connect.
final class HandledChat {
    static final UserId ALICE = new UserId("alice");
    static final UserId BOB = new UserId("bob");
    static final UserId CAROL = new UserId("carol");
    static final DeviceId PHONE = new DeviceId("phone-7f3a");
    static final ConnectionId SAMPLE = new ConnectionId("ZXhhbXBsZTEyMzQ=");

    /// The start of the samples' connection.
    static final Instant CONNECTED_AT = Instant.ofEpochMilli(1_790_000_000_001L);

    /// The expiry of the samples' token, so late that the samples work on a running system, too.
    static final Instant TOKEN_ENDS = Instant.parse("2100-01-01T00:00:00Z");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final RequestLog log =
            new RequestLog(new PrintStream(written, true, StandardCharsets.UTF_8));
    private final InMemoryChat chat;
    private final Map<String, Duration> postponed = new ConcurrentHashMap<>();

    HandledChat() {
        this(new InMemoryChat(CONNECTED_AT));
    }

    private HandledChat(InMemoryChat chat) {
        this.chat = chat;
    }

    /// Returns the same chat, served by functions whose port calls go through `tap`.
    HandledChat with(Tap tap) {
        return new HandledChat(chat.with(tap));
    }

    /// Returns the in-memory chat that the handlers serve.
    InMemoryChat state() {
        return chat;
    }

    /// Connects Alice's phone as in the samples.
    Caller alice() {
        return chat.online(ALICE, PHONE, SAMPLE.value());
    }

    /// Connects Bob's phone.
    Caller bob() {
        return chat.online(BOB, new DeviceId("phone"), "Ym9iLTEyMzQ1Njc=");
    }

    /// Sends messages between two users in turn.
    void talk(Caller one, Caller other, int messages) {
        for (int seq = 1; seq <= messages; seq++) {
            Caller from = seq % 2 == 1 ? one : other;
            Caller to = seq % 2 == 1 ? other : one;
            chat.send(from, to.user(), seq, new Position.After(seq - 1));
        }
        chat.take(one);
        chat.take(other);
    }

    /// Returns the frames a connection received since the last call.
    List<Map<String, Object>> received(ConnectionId connection) {
        return chat.ports().gateway().take(connection).stream().map(LambdaRuntime::fields).toList();
    }

    /// Returns the delays of postponed messages, by receipt handle.
    Map<String, Duration> postponed() {
        return Map.copyOf(postponed);
    }

    /// Returns the log lines so far.
    List<Map<String, Object>> logged() {
        return written.toString(StandardCharsets.UTF_8).lines().map(LambdaRuntime::fields).toList();
    }

    /// Returns the frame in the response of a two-way route.
    static Map<String, Object> reply(Map<String, Object> response) {
        return LambdaRuntime.fields((String) requireNonNull(response.get("body")));
    }

    /// Returns the log lines since the last call.
    List<Map<String, Object>> takeLog() {
        var lines = logged();
        written.reset();
        return lines;
    }

    ConnectHandler connect() {
        return new ConnectHandler(services().connect(), chat.ports().clock(), log);
    }

    DisconnectHandler disconnect() {
        return new DisconnectHandler(services().disconnect(), chat.ports().clock(), log);
    }

    SendMessageHandler sendMessage() {
        return new SendMessageHandler(uncountedFrames(), services().sendMessage());
    }

    AckHandler ack() {
        return new AckHandler(frames(), services().acknowledge(), replies());
    }

    ReadHandler read() {
        var reading =
                new ReadHandler.Services(
                        services().sync(), services().history(), services().listConversations());
        return new ReadHandler(frames(), reading, replies());
    }

    ProfileHandler profile() {
        return new ProfileHandler(frames(), services().userProfiles());
    }

    ConversationHandler conversation() {
        return new ConversationHandler(
                frames(), services().changeConversation(), services().hideMessages());
    }

    SearchHandler search() {
        return new SearchHandler(frames(), services().searchMessages());
    }

    PresenceHandler presence() {
        return new PresenceHandler(
                frames(), services().watchPresence(), services().relayTyping(), replies());
    }

    AnnounceHandler announce(Parallel parallel) {
        return new AnnounceHandler(services().trackPresence(), parallel, chat.ports().clock(), log);
    }

    ReannounceHandler reannounce(Parallel parallel) {
        return new ReannounceHandler(
                services().announcePresence(), parallel, chat.ports().clock(), log);
    }

    OperateHandler operate() {
        return new OperateHandler(
                services().operate(),
                services().settle(),
                services().operateBlocks(),
                chat.ports().clock(),
                log);
    }

    DefaultHandler fallback() {
        return new DefaultHandler(uncountedFrames());
    }

    DeliverHandler deliver(Parallel parallel) {
        return new DeliverHandler(services().deliver(), parallel, chat.ports().clock(), log);
    }

    SettleHandler settle(Parallel parallel) {
        return new SettleHandler(services().settle(), parallel, chat.ports().clock(), log);
    }

    BuildBlocksHandler buildBlocks(Parallel parallel) {
        return new BuildBlocksHandler(
                services().maintainBlocks(), parallel, chat.ports().clock(), log);
    }

    RedeliverHandler redeliver(Parallel parallel) {
        return new RedeliverHandler(
                services().redeliver(),
                services().tap().on(Postponement.class, postponed::put),
                new Batches("redeliver", parallel, log),
                chat.ports().clock(),
                log);
    }

    private Frames frames() {
        return new Frames(chat.ports().clock(), log, chat.ports().limits());
    }

    private Frames uncountedFrames() {
        return new Frames(chat.ports().clock(), log, RateLimits.NONE);
    }

    private Replies replies() {
        return new Replies(services().tap().on(Gateway.class, chat.ports().gateway()));
    }

    private InMemoryServices services() {
        return chat.services();
    }
}
