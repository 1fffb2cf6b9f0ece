package chat.inmemory;

import chat.delivery.CatchUp.Outcome;
import chat.delivery.Connect.Arrival;
import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ClientMessageId;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Name;
import chat.domain.UserId;
import chat.messages.Settle;
import chat.port.Parallel;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Acknowledgement;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ServerFrame;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// A whole chat in memory, with the actions of clients. Each call uses the clock's time.
public final class InMemoryChat {
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);
    private static final Duration CATCH_UP_TIME = Duration.ofSeconds(10);

    private final InMemoryServices services;

    /// Creates an empty chat that runs calls sequentially.
    ///
    /// @param now the initial time
    public InMemoryChat(Instant now) {
        this(new InMemoryServices(InMemoryPorts.emptyAt(now), new SequentialParallel(), Tap.OPEN));
    }

    private InMemoryChat(InMemoryServices services) {
        this.services = services;
    }

    /// Returns the same chat, served by functions whose port calls go through `tap`.
    public InMemoryChat with(Tap tap) {
        return new InMemoryChat(new InMemoryServices(ports(), services.parallel(), tap));
    }

    /// Returns the same chat, served by functions that run concurrent calls with `parallel`.
    public InMemoryChat with(Parallel parallel) {
        return new InMemoryChat(new InMemoryServices(ports(), parallel, services.tap()));
    }

    /// Returns the state.
    public InMemoryPorts ports() {
        return services.ports();
    }

    /// Returns the services.
    public InMemoryServices services() {
        return services;
    }

    /// Returns the clock's time.
    public Instant now() {
        return ports().clock().instant();
    }

    /// Connects a device that was never caught up, its socket open.
    public Caller online(UserId user, DeviceId device, String connection) {
        return online(user, device, connection, Optional.empty());
    }

    /// Connects a device with an open socket.
    ///
    /// @param since the time at which it was last caught up
    public Caller online(UserId user, DeviceId device, String connection, Optional<Instant> since) {
        Caller caller = arrive(user, device, connection, since);
        ports().gateway().set(caller.connection(), InMemoryGateway.Socket.OPEN);
        return caller;
    }

    /// Connects a device whose socket is not yet open.
    public Caller arrive(UserId user, DeviceId device, String connection, Optional<Instant> since) {
        var id = new ConnectionId(connection);
        ports().gateway().set(id, InMemoryGateway.Socket.OPENING);
        Instant tokenEnd = now().plus(TOKEN_LIFE);
        var name = Optional.of(new Name(user.value()));
        var arrival = new Arrival(user, name, Optional.empty(), device, id, since, tokenEnd);
        services.connect().handle(arrival, now());
        return new Caller(user, device, id, tokenEnd);
    }

    /// Drops a connection without `$disconnect`.
    public void lose(Caller caller) {
        ports().gateway().set(caller.connection(), InMemoryGateway.Socket.GONE);
    }

    /// Sends the message with this number. The same number means the same message.
    public ServerFrame send(Caller caller, UserId to, long number, Position position) {
        var id = messageId(caller.user(), number);
        var body = new Body.Text("message " + number);
        var requestId = Optional.of("r" + number);
        return services.sendMessage()
                .handle(
                        caller,
                        new ClientFrame.SendMessage(
                                requestId, to, id, position, Entry.NO_TARGET, body),
                        now());
    }

    /// Sends an operation, or a message with a target. The same number means the same entry.
    public ServerFrame send(
            Caller caller,
            UserId to,
            long number,
            Position position,
            long target,
            Body.Content body) {
        var id = messageId(caller.user(), number);
        var requestId = Optional.of("r" + number);
        return services.sendMessage()
                .handle(
                        caller,
                        new ClientFrame.SendMessage(requestId, to, id, position, target, body),
                        now());
    }

    /// Settles an operation as the function of the stream does.
    public Settle.Outcome settle(UserId user, UserId peer, long seq) {
        return services.settle().settle(ConversationId.of(user, peer), seq, now());
    }

    /// Returns the id of a user's message with this number.
    public static ClientMessageId messageId(UserId user, long number) {
        return new ClientMessageId(new UUID(user.value().hashCode(), number).toString());
    }

    /// Acknowledges delivery up to `delivered`, without reading.
    public List<ServerFrame> ack(Caller caller, UserId peer, long delivered) {
        return ack(caller, new Acknowledgement(peer, delivered, OptionalLong.empty()));
    }

    /// Acknowledges delivery up to `delivered` and reading up to `read`.
    public List<ServerFrame> ack(Caller caller, UserId peer, long delivered, long read) {
        return ack(caller, new Acknowledgement(peer, delivered, OptionalLong.of(read)));
    }

    /// Sends one frame with these acknowledgements.
    public List<ServerFrame> ack(Caller caller, Acknowledgement... acks) {
        var frame = new ClientFrame.Ack(Optional.empty(), List.of(acks), List.of());
        return services.acknowledge().handle(caller, frame, now());
    }

    /// Catches up a connection as the function of the stream does.
    public Outcome catchUp(Caller caller) {
        return services.deliver().to(connection(caller), now().plus(CATCH_UP_TIME));
    }

    /// Returns the connection's row.
    public Connection connection(Caller caller) {
        return ports().connections().find(caller.user(), caller.connection()).orElseThrow();
    }

    /// Returns the frames the socket received since the last call, in order.
    public List<String> take(Caller caller) {
        return ports().gateway().take(caller.connection());
    }
}
