package chat.simulation;

import chat.delivery.Backlog;
import chat.delivery.Connect;
import chat.delivery.Deliver;
import chat.delivery.Disconnect;
import chat.delivery.Drain;
import chat.delivery.Drain.Outcome;
import chat.delivery.Push;
import chat.delivery.Redeliver;
import chat.delivery.Sync;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.Salt;
import chat.limits.RateLimits;
import chat.messages.Acknowledge;
import chat.messages.Admission;
import chat.messages.Append;
import chat.messages.ChangeConversation;
import chat.messages.SendMessage;
import chat.port.Gateway.Answer;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.FrameDecoder;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Rejected;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The Lambda functions: what `chat.functions` does around the services, step by step the same.
final class Functions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PROFILE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(25);
    private static final Duration DELIVER_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration REDELIVER_TIMEOUT = Duration.ofSeconds(20);

    /// How long a record may hold the shard.
    private static final Duration DELIVER_TIME = Duration.ofMillis(500);

    private static final Duration REDELIVER_TIME = Duration.ofSeconds(10);

    static final RateLimits UNLIMITED = RateLimits.NONE;

    private final World world;
    private final PresenceFunctions presence;
    private long salts;

    Functions(World world) {
        this.world = world;
        this.presence = new PresenceFunctions(world, this);
    }

    /// Those around presence.
    PresenceFunctions presence() {
        return presence;
    }

    /// `$connect`.
    ///
    /// @param then whether the socket may open
    void connect(Socket socket, Consumer<Boolean> then) {
        var in = new Invocation(world, "connect " + socket.id().value());
        var arrival =
                new Connect.Arrival(
                        socket.user(),
                        Optional.empty(),
                        Optional.empty(),
                        socket.device(),
                        socket.id(),
                        socket.since(),
                        socket.tokenExpiresAt());
        in.run(
                CONNECT_TIMEOUT,
                () -> {
                    Ports ports = ports(in);
                    var connect =
                            new Connect(
                                    ports.people(),
                                    ports.people(),
                                    ports.connections(),
                                    ports.gateway(),
                                    in.backoff());
                    return connect.handle(arrival, in.clock().instant());
                },
                accepted -> then.accept(accepted.orElse(false)));
    }

    /// `$disconnect`.
    void disconnect(Socket socket) {
        var in = new Invocation(world, "disconnect " + socket.id().value());
        in.run(
                CONNECT_TIMEOUT,
                () -> {
                    Ports ports = ports(in);
                    new Disconnect(ports.connections(), ports.people(), in.parallel())
                            .handle(socket.user(), socket.id(), in.clock().instant());
                    return true;
                },
                _ -> {});
    }

    /// A frame of a device: decoded, judged by its token, handed to its service.
    void message(Socket socket, String text) {
        ClientFrame frame = FrameDecoder.decode(text);
        var caller =
                new Caller(socket.user(), socket.device(), socket.id(), socket.tokenExpiresAt());
        var in = new Invocation(world, name(frame) + " " + socket.id().value());
        switch (frame) {
            case ClientFrame.SendMessage send ->
                    in.run(
                            SEND_TIMEOUT,
                            () -> send(in, caller, send),
                            reply -> answer(socket, reply));
            case ClientFrame.Ack ack ->
                    in.run(
                            SEND_TIMEOUT,
                            () -> post(in, caller, ack(in, caller, ack)),
                            done -> answered(socket, done));
            case ClientFrame.Sync sync ->
                    in.run(
                            READ_TIMEOUT,
                            () -> post(in, caller, sync(in, caller, sync)),
                            done -> answered(socket, done));
            case ClientFrame.Conversation change ->
                    in.run(
                            SEND_TIMEOUT,
                            () -> change(in, caller, change),
                            reply -> answer(socket, reply));
            case ClientFrame.Profile profile ->
                    in.run(
                            PROFILE_TIMEOUT,
                            () ->
                                    unlessOver(
                                            in,
                                            caller,
                                            profile,
                                            () -> presence.profile(in, caller, profile)),
                            reply -> answer(socket, reply));
            case ClientFrame.Presence watch ->
                    in.run(
                            PROFILE_TIMEOUT,
                            () ->
                                    unlessOver(
                                            in,
                                            caller,
                                            watch,
                                            () -> presence.watch(in, caller, watch)),
                            reply -> answer(socket, reply));
            case ClientFrame.History _,
                    ClientFrame.Conversations _,
                    ClientFrame.Typing _,
                    ClientFrame.Invalid _ ->
                    throw new Violation("a device sent " + text);
        }
    }

    private static String name(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.SendMessage _ -> "send";
            case ClientFrame.Ack _ -> "ack";
            case ClientFrame.Sync _ -> "sync";
            case ClientFrame.History _, ClientFrame.Conversations _ -> "read";
            case ClientFrame.Conversation _ -> "conversation";
            case ClientFrame.Profile _ -> "profile";
            case ClientFrame.Presence _, ClientFrame.Typing _ -> "presence";
            case ClientFrame.Invalid _ -> "default";
        };
    }

    private ServerFrame send(Invocation in, Caller caller, ClientFrame.SendMessage frame) {
        Instant now = in.clock().instant();
        if (isOver(caller, now)) {
            return tokenExpired(frame).about(frame.to()).about(frame.clientMessageId());
        }
        Ports ports = ports(in);
        var append = new Append(ports.log(), this::salt, in.backoff());
        var send =
                new SendMessage(
                        append,
                        ports.index(),
                        new Admission(ports.people(), UNLIMITED),
                        push(in, ports),
                        in.parallel());
        return world.alteration().send(append, send, world).handle(caller, frame, now);
    }

    private List<ServerFrame> ack(Invocation in, Caller caller, ClientFrame.Ack frame) {
        Instant now = in.clock().instant();
        if (isOver(caller, now)) {
            return List.of(tokenExpired(frame));
        }
        Ports ports = ports(in);
        return new Acknowledge(
                        ports.log(),
                        ports.receipts(),
                        ports.people(),
                        push(in, ports),
                        in.parallel())
                .handle(caller, frame, now);
    }

    private ServerFrame change(Invocation in, Caller caller, ClientFrame.Conversation frame) {
        Instant now = in.clock().instant();
        if (isOver(caller, now)) {
            return tokenExpired(frame).about(frame.peer());
        }
        Ports ports = ports(in);
        return new ChangeConversation(
                        ports.settings(),
                        ports.receipts(),
                        ports.people(),
                        push(in, ports),
                        ports.presence().announcements(),
                        UNLIMITED)
                .handle(caller, frame, now);
    }

    private List<ServerFrame> sync(Invocation in, Caller caller, ClientFrame.Sync frame) {
        Instant now = in.clock().instant();
        if (isOver(caller, now)) {
            return List.of(tokenExpired(frame));
        }
        Ports ports = ports(in);
        return new Sync(ports.connections(), drain(in, ports), ports.redelivery(), ports.gateway())
                .handle(caller, frame, now)
                .<List<ServerFrame>>map(List::of)
                .orElse(List.of());
    }

    private static ServerFrame unlessOver(
            Invocation in, Caller caller, ClientFrame frame, Supplier<ServerFrame> service) {
        return isOver(caller, in.clock().instant()) ? tokenExpired(frame) : service.get();
    }

    private static boolean isOver(Caller caller, Instant now) {
        return !now.isBefore(caller.tokenExpiresAt());
    }

    private static Rejected tokenExpired(ClientFrame frame) {
        return Rejected.of(frame.requestId(), ErrorCode.TOKEN_EXPIRED, "the token has ended");
    }

    /// The replies of a one-way route: one that may not have been taken fails the function.
    private boolean post(Invocation in, Caller caller, List<ServerFrame> frames) {
        for (ServerFrame frame : frames) {
            Answer answer =
                    ports(in).gateway().post(caller.connection(), FrameEncoder.encode(frame));
            if (answer == Answer.GONE) {
                return true;
            }
            if (answer == Answer.UNKNOWN) {
                throw new Invocation.Failure("a reply");
            }
        }
        return true;
    }

    private void answer(Socket socket, Optional<ServerFrame> reply) {
        reply.ifPresentOrElse(
                frame -> world.network().reply(socket, FrameEncoder.encode(frame)),
                () -> world.network().fail(socket));
    }

    private void answered(Socket socket, Optional<Boolean> done) {
        if (done.isEmpty()) {
            world.network().fail(socket);
        }
    }

    /// A batch of the Connections stream.
    ///
    /// @param then the records that have to be tried again; nothing if the function failed
    void deliver(List<Connection> batch, Consumer<Optional<List<Connection>>> then) {
        var in = new Invocation(world, "deliver");
        in.run(
                DELIVER_TIMEOUT,
                () -> {
                    List<Supplier<Optional<Connection>>> deliveries = new ArrayList<>();
                    batch.forEach(connection -> deliveries.add(() -> deliver(in, connection)));
                    return in.parallel().all(deliveries).stream()
                            .flatMap(Optional::stream)
                            .toList();
                },
                then);
    }

    private Optional<Connection> deliver(Invocation in, Connection connection) {
        Deliver deliver = deliver(in);
        try {
            try {
                deliver.to(connection, in.clock().instant().plus(DELIVER_TIME));
            } catch (Invocation.Failure failure) {
                deliver.later(connection.user(), connection.id());
            }
            return Optional.empty();
        } catch (Invocation.Failure failure) {
            return Optional.of(connection);
        }
    }

    /// A message of the redelivery queue.
    ///
    /// @param then how long to wait before it is given again, zero if it is done; nothing if the
    ///   function failed
    void redeliver(Queue.Message message, Consumer<Optional<Duration>> then) {
        var in = new Invocation(world, "redeliver " + message.connection().value());
        in.run(REDELIVER_TIMEOUT, () -> redeliver(in, message), then);
    }

    private Duration redeliver(Invocation in, Queue.Message message) {
        Ports ports = ports(in);
        var redeliver =
                new Redeliver(
                        ports.connections(),
                        drain(in, ports),
                        ports.gateway(),
                        world.dice()::nextDouble);
        Outcome outcome;
        try {
            Instant deadline = in.clock().instant().plus(REDELIVER_TIME);
            outcome =
                    redeliver.handle(
                            message.user(), message.connection(), message.receives(), deadline);
        } catch (Invocation.Failure failure) {
            outcome = Outcome.UNFINISHED;
        }
        return outcome == Outcome.UNFINISHED
                ? postponed(in, redeliver.waitAfter(message.receives()))
                : Duration.ZERO;
    }

    /// How long the message is out of sight: a postponement that fails leaves it its timeout.
    private static Duration postponed(Invocation in, Duration wait) {
        try {
            return in.call("postpone", () -> wait);
        } catch (Invocation.Failure failure) {
            return Queue.VISIBILITY;
        }
    }

    private Deliver deliver(Invocation in) {
        Ports ports = ports(in);
        return new Deliver(drain(in, ports), ports.redelivery());
    }

    private static Drain drain(Invocation in, Ports ports) {
        var backlog = new Backlog(ports.list(), ports.log(), in.parallel());
        return new Drain(backlog, ports.connections(), ports.gateway(), in.backoff(), in.clock());
    }

    private static Push push(Invocation in, Ports ports) {
        return new Push(ports.connections(), ports.gateway(), ports.redelivery(), in.parallel());
    }

    Ports ports(Invocation in) {
        return world.alteration().ports(FaultyPorts.of(world, in), in, world);
    }

    private Salt salt() {
        return Salt.of(ByteBuffer.allocate(Salt.BYTES).putLong(Long.BYTES, ++salts).array());
    }
}
