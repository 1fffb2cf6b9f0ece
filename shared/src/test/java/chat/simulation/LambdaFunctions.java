package chat.simulation;

import chat.delivery.CatchUp;
import chat.delivery.CatchUp.Outcome;
import chat.delivery.CatchUpPlan;
import chat.delivery.Connect;
import chat.delivery.Deliver;
import chat.delivery.Disconnect;
import chat.delivery.Push;
import chat.delivery.Redeliver;
import chat.delivery.Sync;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.Salt;
import chat.inmemory.InMemoryServices;
import chat.limits.Limit;
import chat.messages.Acknowledge;
import chat.messages.Admission;
import chat.messages.Append;
import chat.messages.ChangeConversation;
import chat.messages.Operations;
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

/// The Lambda functions: the same steps around the services as in `chat.functions`.
final class LambdaFunctions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PROFILE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(25);
    private static final Duration DELIVER_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration REDELIVER_TIMEOUT = Duration.ofSeconds(20);

    /// How long a record may block the shard.
    private static final Duration DELIVER_TIME = Duration.ofMillis(500);

    private static final Duration REDELIVER_TIME = Duration.ofSeconds(10);

    private final SimulatedSystem system;
    private final PresenceFunctions presence;
    private long salts;

    LambdaFunctions(SimulatedSystem system) {
        this.system = system;
        this.presence = new PresenceFunctions(system, this);
    }

    /// The functions of presence.
    PresenceFunctions presence() {
        return presence;
    }

    /// `$connect`.
    ///
    /// @param then receives whether the socket may open
    void connect(Socket socket, Consumer<Boolean> then) {
        var invocation = new Invocation(system, "connect " + socket.id().value());
        var arrival =
                new Connect.Arrival(
                        socket.user(),
                        Optional.empty(),
                        Optional.empty(),
                        socket.device(),
                        socket.id(),
                        socket.since(),
                        socket.tokenExpiresAt());
        invocation.run(
                CONNECT_TIMEOUT,
                () -> {
                    Ports ports = ports(invocation);
                    var connect =
                            new Connect(
                                    ports.people(),
                                    ports.people(),
                                    ports.connections(),
                                    ports.gateway(),
                                    invocation.backoff());
                    return connect.handle(arrival, invocation.clock().instant());
                },
                accepted -> then.accept(accepted.orElse(false)));
    }

    /// `$disconnect`.
    void disconnect(Socket socket) {
        var invocation = new Invocation(system, "disconnect " + socket.id().value());
        invocation.run(
                CONNECT_TIMEOUT,
                () -> {
                    Ports ports = ports(invocation);
                    new Disconnect(ports.connections(), ports.people(), invocation.parallel())
                            .handle(socket.user(), socket.id(), invocation.clock().instant());
                    return true;
                },
                _ -> {});
    }

    /// Handles a frame of a device: decodes it, checks the token, calls the service.
    void message(Socket socket, String text) {
        ClientFrame frame = FrameDecoder.decode(text);
        var caller =
                new Caller(socket.user(), socket.device(), socket.id(), socket.tokenExpiresAt());
        var invocation = new Invocation(system, name(frame) + " " + socket.id().value());
        switch (frame) {
            case ClientFrame.SendMessage send ->
                    invocation.run(
                            SEND_TIMEOUT,
                            () -> send(invocation, caller, send),
                            reply -> answer(socket, reply));
            case ClientFrame.Ack ack ->
                    invocation.run(
                            SEND_TIMEOUT,
                            () -> post(invocation, caller, ack(invocation, caller, ack)),
                            done -> answered(socket, done));
            case ClientFrame.Sync sync ->
                    invocation.run(
                            READ_TIMEOUT,
                            () -> post(invocation, caller, sync(invocation, caller, sync)),
                            done -> answered(socket, done));
            case ClientFrame.Conversation change ->
                    invocation.run(
                            SEND_TIMEOUT,
                            () -> change(invocation, caller, change),
                            reply -> answer(socket, reply));
            case ClientFrame.Profile profile ->
                    invocation.run(
                            PROFILE_TIMEOUT,
                            () ->
                                    unlessRefused(
                                            invocation,
                                            caller,
                                            profile,
                                            () -> presence.profile(invocation, caller, profile)),
                            reply -> answer(socket, reply));
            case ClientFrame.Presence watch ->
                    invocation.run(
                            PROFILE_TIMEOUT,
                            () ->
                                    unlessRefused(
                                            invocation,
                                            caller,
                                            watch,
                                            () -> presence.watch(invocation, caller, watch)),
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

    private ServerFrame send(Invocation invocation, Caller caller, ClientFrame.SendMessage frame) {
        Instant now = invocation.clock().instant();
        if (isOver(caller, now)) {
            return tokenExpired(frame).about(frame.to()).about(frame.clientMessageId());
        }
        Ports ports = ports(invocation);
        var append = new Append(ports.log(), this::salt, invocation.backoff());
        var send =
                new SendMessage(
                        append,
                        ports.index(),
                        new Operations(ports.log(), ports.index(), invocation.parallel()),
                        new Admission(ports.people(), system.limits(), InMemoryServices.RULES),
                        push(invocation, ports),
                        invocation.parallel());
        return system.alteration().send(append, send, system).handle(caller, frame, now);
    }

    private List<ServerFrame> ack(Invocation invocation, Caller caller, ClientFrame.Ack frame) {
        Instant now = invocation.clock().instant();
        Optional<Rejected> refused = refusal(caller, frame, now);
        if (refused.isPresent()) {
            return List.of(refused.get());
        }
        Ports ports = ports(invocation);
        return new Acknowledge(
                        ports.log(),
                        ports.receipts(),
                        ports.people(),
                        push(invocation, ports),
                        invocation.parallel())
                .handle(caller, frame, now);
    }

    private ServerFrame change(
            Invocation invocation, Caller caller, ClientFrame.Conversation frame) {
        Instant now = invocation.clock().instant();
        Optional<Rejected> refused = refusal(caller, frame, now);
        if (refused.isPresent()) {
            return refused.get().about(frame.peer());
        }
        Ports ports = ports(invocation);
        return new ChangeConversation(
                        ports.settings(),
                        ports.receipts(),
                        ports.people(),
                        push(invocation, ports),
                        ports.presence().announcements(),
                        system.limits())
                .handle(caller, frame, now);
    }

    private List<ServerFrame> sync(Invocation invocation, Caller caller, ClientFrame.Sync frame) {
        Instant now = invocation.clock().instant();
        Optional<Rejected> refused = refusal(caller, frame, now);
        if (refused.isPresent()) {
            return List.of(refused.get());
        }
        Ports ports = ports(invocation);
        return new Sync(
                        ports.connections(),
                        catchUp(invocation, ports),
                        ports.redelivery(),
                        ports.gateway())
                .handle(caller, frame, now)
                .<List<ServerFrame>>map(List::of)
                .orElse(List.of());
    }

    private ServerFrame unlessRefused(
            Invocation invocation,
            Caller caller,
            ClientFrame frame,
            Supplier<ServerFrame> service) {
        return refusal(caller, frame, invocation.clock().instant())
                .<ServerFrame>map(refused -> refused)
                .orElseGet(service);
    }

    /// The refusal of a frame that is no message: messages have limits of their own.
    private Optional<Rejected> refusal(Caller caller, ClientFrame frame, Instant now) {
        return isOver(caller, now)
                ? Optional.of(tokenExpired(frame))
                : system.limits()
                        .take(Limit.FRAMES, caller.user().value(), now)
                        .map(
                                wait ->
                                        Rejected.rateLimited(
                                                frame.requestId(), "too many frames", wait));
    }

    private static boolean isOver(Caller caller, Instant now) {
        return !now.isBefore(caller.tokenExpiresAt());
    }

    private static Rejected tokenExpired(ClientFrame frame) {
        return Rejected.of(frame.requestId(), ErrorCode.TOKEN_EXPIRED, "the token has ended");
    }

    /// Posts the replies of a one-way route. Fails the function if the gateway may not have
    /// accepted one.
    private boolean post(Invocation invocation, Caller caller, List<ServerFrame> frames) {
        for (ServerFrame frame : frames) {
            Answer answer =
                    ports(invocation)
                            .gateway()
                            .post(caller.connection(), FrameEncoder.encode(frame));
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
                frame -> system.network().reply(socket, FrameEncoder.encode(frame)),
                () -> system.network().fail(socket));
    }

    private void answered(Socket socket, Optional<Boolean> done) {
        if (done.isEmpty()) {
            system.network().fail(socket);
        }
    }

    /// Handles a batch of the Connections stream.
    ///
    /// @param then receives the records to retry; empty if the function failed
    void deliver(List<Connection> batch, Consumer<Optional<List<Connection>>> then) {
        var invocation = new Invocation(system, "deliver");
        invocation.run(
                DELIVER_TIMEOUT,
                () -> {
                    List<Supplier<Optional<Connection>>> deliveries = new ArrayList<>();
                    batch.forEach(
                            connection -> deliveries.add(() -> deliver(invocation, connection)));
                    return invocation.parallel().all(deliveries).stream()
                            .flatMap(Optional::stream)
                            .toList();
                },
                then);
    }

    private Optional<Connection> deliver(Invocation invocation, Connection connection) {
        Deliver deliver = deliver(invocation);
        try {
            try {
                deliver.to(connection, invocation.clock().instant().plus(DELIVER_TIME));
            } catch (Invocation.Failure failure) {
                deliver.later(connection.user(), connection.id());
            }
            return Optional.empty();
        } catch (Invocation.Failure failure) {
            return Optional.of(connection);
        }
    }

    /// Handles a message of the redelivery queue.
    ///
    /// @param then receives the wait before the next receive, zero if the message is done; empty if
    ///   the function failed
    void redeliver(SimulatedRedeliveryQueue.Message message, Consumer<Optional<Duration>> then) {
        var invocation = new Invocation(system, "redeliver " + message.connection().value());
        invocation.run(REDELIVER_TIMEOUT, () -> redeliver(invocation, message), then);
    }

    private Duration redeliver(Invocation invocation, SimulatedRedeliveryQueue.Message message) {
        Ports ports = ports(invocation);
        var redeliver =
                new Redeliver(
                        ports.connections(),
                        catchUp(invocation, ports),
                        ports.gateway(),
                        system.random()::nextDouble);
        Outcome outcome;
        try {
            Instant deadline = invocation.clock().instant().plus(REDELIVER_TIME);
            outcome =
                    redeliver.handle(
                            message.user(), message.connection(), message.receives(), deadline);
        } catch (Invocation.Failure failure) {
            outcome = Outcome.UNFINISHED;
        }
        return outcome == Outcome.UNFINISHED
                ? postponed(invocation, redeliver.waitAfter(message.receives()))
                : Duration.ZERO;
    }

    /// The time for which the message is invisible. If postponing fails, its timeout stays.
    private static Duration postponed(Invocation invocation, Duration wait) {
        try {
            return invocation.call("postpone", () -> wait);
        } catch (Invocation.Failure failure) {
            return SimulatedRedeliveryQueue.VISIBILITY;
        }
    }

    private Deliver deliver(Invocation invocation) {
        Ports ports = ports(invocation);
        return new Deliver(catchUp(invocation, ports), ports.redelivery());
    }

    private static CatchUp catchUp(Invocation invocation, Ports ports) {
        var plan = new CatchUpPlan(ports.list(), ports.log(), invocation.parallel());
        return new CatchUp(
                plan,
                ports.connections(),
                ports.gateway(),
                invocation.backoff(),
                invocation.clock());
    }

    private static Push push(Invocation invocation, Ports ports) {
        return new Push(
                ports.connections(), ports.gateway(), ports.redelivery(), invocation.parallel());
    }

    Ports ports(Invocation invocation) {
        return system.alteration().ports(FaultyPorts.of(system, invocation), invocation, system);
    }

    private Salt salt() {
        return Salt.of(ByteBuffer.allocate(Salt.BYTES).putLong(Long.BYTES, ++salts).array());
    }
}
