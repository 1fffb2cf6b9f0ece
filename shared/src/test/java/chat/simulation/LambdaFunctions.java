package chat.simulation;

import chat.delivery.Connect;
import chat.delivery.Disconnect;
import chat.domain.Caller;
import chat.limits.Limit;
import chat.port.Gateway.Answer;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.FrameDecoder;
import chat.protocol.FrameEncoder;
import chat.protocol.Hide;
import chat.protocol.Search;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Rejected;

import java.time.Duration;
import java.time.Instant;
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

    private final SimulatedSystem system;
    private final MessageFunctions messages;
    private final DeliveryFunctions delivery;
    private final PresenceFunctions presence;

    LambdaFunctions(SimulatedSystem system) {
        this.system = system;
        this.messages = new MessageFunctions(system, this);
        this.delivery = new DeliveryFunctions(system, this);
        this.presence = new PresenceFunctions(system, this);
    }

    /// The functions of stream and queue.
    DeliveryFunctions delivery() {
        return delivery;
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
                            () -> messages.send(invocation, caller, send),
                            reply -> answer(socket, reply));
            case ClientFrame.Ack ack ->
                    invocation.run(
                            SEND_TIMEOUT,
                            () -> post(invocation, caller, messages.ack(invocation, caller, ack)),
                            done -> answered(socket, done));
            case ClientFrame.Sync sync ->
                    invocation.run(
                            READ_TIMEOUT,
                            () -> post(invocation, caller, messages.sync(invocation, caller, sync)),
                            done -> answered(socket, done));
            case ClientFrame.Conversation change ->
                    invocation.run(
                            SEND_TIMEOUT,
                            () -> messages.change(invocation, caller, change),
                            reply -> answer(socket, reply));
            case Hide hide ->
                    invocation.run(
                            SEND_TIMEOUT,
                            () -> messages.hide(invocation, caller, hide),
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
                    Search _,
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
            case Search _ -> "search";
            case ClientFrame.Conversation _ -> "conversation";
            case Hide _ -> "hide";
            case ClientFrame.Profile _ -> "profile";
            case ClientFrame.Presence _, ClientFrame.Typing _ -> "presence";
            case ClientFrame.Invalid _ -> "default";
        };
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

    /// The rejection of a frame other than a message, which has its own limits.
    Optional<Rejected> refusal(Caller caller, ClientFrame frame, Instant now) {
        return isOver(caller, now)
                ? Optional.of(tokenExpired(frame))
                : system.limits()
                        .take(Limit.FRAMES, caller.user().value(), now)
                        .map(
                                wait ->
                                        Rejected.rateLimited(
                                                frame.requestId(), "too many frames", wait));
    }

    static boolean isOver(Caller caller, Instant now) {
        return !now.isBefore(caller.tokenExpiresAt());
    }

    static Rejected tokenExpired(ClientFrame frame) {
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

    Ports ports(Invocation invocation) {
        return system.alteration().ports(FaultyPorts.of(system, invocation), invocation, system);
    }
}
