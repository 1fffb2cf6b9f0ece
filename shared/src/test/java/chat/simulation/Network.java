package chat.simulation;

import chat.domain.ConnectionId;
import chat.port.Gateway.Answer;
import chat.simulation.Socket.Phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// API Gateway's WebSocket API and the network around it.
///
/// A socket opens some time after `$connect` has returned; a post to it before that, or after its
/// end, is answered 410. A cut one takes posts, and drops them, until the gateway gives it up.
final class Network {
    static final Duration IDLE = Duration.ofMinutes(10);
    static final Duration LIFE_MAX = Duration.ofHours(2);

    private static final Duration WIRE = Duration.ofMillis(20);
    private static final Duration INVOKE = Duration.ofMillis(4);
    private static final Duration COLD = Duration.ofSeconds(3);
    private static final Duration UPGRADE = Duration.ofMillis(10);
    private static final Duration UPGRADE_LATE = Duration.ofSeconds(12);
    private static final Duration DISCONNECT = Duration.ofMillis(300);
    private static final Duration DISCONNECT_LATE = Duration.ofMinutes(3);
    private static final Duration OVERTAKE = Duration.ofMillis(500);
    private static final Duration GIVE_UP_LEAST = Duration.ofSeconds(20);
    private static final Duration GIVE_UP_MOST = Duration.ofMinutes(15);
    private static final String PONG = "{\"type\":\"pong\"}";

    private final World world;
    private final Map<ConnectionId, Socket> sockets = new LinkedHashMap<>();
    private int opened;

    Network(World world) {
        this.world = world;
    }

    // What devices do.

    /// Starts a handshake.
    Line connect(Line.Handshake handshake, Line.Client client) {
        var id = new ConnectionId("c" + ++opened);
        var socket = new Socket(id, handshake, client);
        sockets.put(id, socket);
        world.trace(handshake.device().value(), () -> "connects as " + id.value());
        if (world.strikes(Fault.HANDSHAKE_REFUSED)) {
            refuse(socket);
        } else {
            world.loop()
                    .after(
                            world.dice().around(WIRE),
                            () -> world.functions().connect(socket, ok -> connected(socket, ok)));
        }
        return new Wire(this, socket);
    }

    private void connected(Socket socket, boolean accepted) {
        if (!accepted) {
            refuse(socket);
            return;
        }
        if (socket.phase() == Phase.CLOSED) {
            disconnect(socket);
            return;
        }
        socket.phase(Phase.OPENING);
        boolean late = world.strikes(Fault.OPENS_LATE);
        long upgrade =
                late ? world.dice().between(UPGRADE, UPGRADE_LATE) : world.dice().around(UPGRADE);
        world.loop().after(upgrade, () -> open(socket));
    }

    private void refuse(Socket socket) {
        socket.phase(Phase.CLOSED);
        world.loop().after(world.dice().around(WIRE), () -> socket.client().refused());
    }

    private void open(Socket socket) {
        if (socket.phase() != Phase.OPENING) {
            return;
        }
        socket.phase(Phase.OPEN);
        world.trace("gateway", () -> socket.id().value() + " is open");
        socket.frameAt(world.loop().now());
        idle(socket);
        world.loop().after(LIFE_MAX, () -> end(socket));
        long now = world.loop().now();
        long arrival = socket.upgraded(now + world.dice().around(WIRE));
        world.loop()
                .after(
                        arrival - now,
                        () -> {
                            if (!socket.isCut()) {
                                socket.client().opened();
                            }
                        });
    }

    private void idle(Socket socket) {
        long left = socket.lastFrameAt() + Loop.micros(IDLE) - world.loop().now();
        if (left <= 0) {
            end(socket);
        } else if (socket.phase() == Phase.OPEN) {
            world.loop().after(left, () -> idle(socket));
        }
    }

    /// Carries a frame from the device to the gateway.
    void send(Socket socket, String frame) {
        world.trace(socket.device().value(), () -> socket.id().value() + " ↑ " + frame);
        if (world.strikes(Fault.SOCKET_CUT)) {
            cut(socket);
        }
        world.loop().after(world.dice().around(WIRE), () -> arrive(socket, frame));
        if (world.strikes(Fault.SOCKET_CLOSED)) {
            end(socket);
        }
    }

    private void arrive(Socket socket, String frame) {
        if (socket.isCut() || socket.phase() != Phase.OPEN) {
            return;
        }
        socket.frameAt(world.loop().now());
        if (frame.equals(Request.PING)) {
            deliver(socket, PONG);
        } else if (world.strikes(Fault.FRAME_REFUSED)) {
            deliver(socket, error(socket));
        } else {
            Duration start = world.strikes(Fault.COLD_START) ? COLD : INVOKE;
            world.loop()
                    .after(
                            world.dice().around(start),
                            () -> world.functions().message(socket, frame));
        }
    }

    /// What the gateway says when it has no answer.
    private static String error(Socket socket) {
        return "{\"message\": \"Internal server error\", \"connectionId\":\""
                + socket.id().value()
                + "\", \"requestId\":\"x\"}";
    }

    /// Ends a connection from the device's side.
    void leave(Socket socket) {
        if (!socket.isCut()) {
            world.loop()
                    .after(
                            world.dice().around(WIRE),
                            () -> {
                                if (socket.phase() == Phase.OPEN) {
                                    closed(socket);
                                } else {
                                    socket.phase(Phase.CLOSED);
                                }
                            });
        }
    }

    /// Lets nothing pass any more, without a word to either side.
    void cut(Socket socket) {
        if (socket.isCut() || socket.phase() == Phase.CLOSED) {
            return;
        }
        socket.cut();
        world.trace("network", () -> socket.id().value() + " is cut");
        world.loop().after(world.dice().between(GIVE_UP_LEAST, GIVE_UP_MOST), () -> end(socket));
    }

    // What functions answer.

    /// The reply of a two-way route.
    void reply(Socket socket, String frame) {
        if (world.strikes(Fault.REPLY_LOST)) {
            world.trace("gateway", () -> "loses a reply");
        } else {
            deliver(socket, frame);
        }
    }

    /// A function failed.
    void fail(Socket socket) {
        deliver(socket, error(socket));
    }

    private Answer deliver(Socket socket, String frame) {
        if (socket.phase() != Phase.OPEN) {
            return Answer.GONE;
        }
        long now = world.loop().now();
        socket.frameAt(now);
        boolean overtakes = world.strikes(Fault.POST_OVERTAKES);
        long delay = overtakes ? world.dice().around(OVERTAKE) : world.dice().around(WIRE);
        long arrival = socket.arrival(now + delay, overtakes);
        world.loop()
                .after(
                        arrival - now,
                        () -> {
                            if (!socket.isCut()) {
                                world.trace(
                                        socket.device().value(),
                                        () -> socket.id().value() + " ↓ " + frame);
                                socket.client().received(frame);
                            }
                        });
        return Answer.OK;
    }

    // What functions do.

    /// `POST @connections`.
    Answer post(ConnectionId connection, String frame) {
        Socket socket = socket(connection);
        world.checker().posted(socket, frame);
        if (world.strikes(Fault.SOCKET_CUT)) {
            cut(socket);
        }
        Answer answer = deliver(socket, frame);
        if (world.strikes(Fault.SOCKET_CLOSED)) {
            end(socket);
        }
        return answer;
    }

    /// `GET @connections`.
    Answer probe(ConnectionId connection) {
        return socket(connection).phase() == Phase.OPEN ? Answer.OK : Answer.GONE;
    }

    /// `DELETE @connections`.
    Answer drop(ConnectionId connection) {
        Socket socket = socket(connection);
        if (socket.phase() != Phase.OPEN) {
            return Answer.GONE;
        }
        end(socket);
        return Answer.OK;
    }

    /// Closes an open socket from the gateway's side.
    void end(Socket socket) {
        if (socket.phase() == Phase.OPEN) {
            closed(socket);
            if (!socket.isCut()) {
                world.loop().after(world.dice().around(WIRE), () -> socket.client().closed());
            }
        }
    }

    private void closed(Socket socket) {
        socket.phase(Phase.CLOSED);
        world.trace("gateway", () -> socket.id().value() + " is closed");
        disconnect(socket);
    }

    private void disconnect(Socket socket) {
        if (!world.strikes(Fault.DISCONNECT_LOST)) {
            Duration delay = world.strikes(Fault.DISCONNECT_LATE) ? DISCONNECT_LATE : DISCONNECT;
            world.loop()
                    .after(world.dice().around(delay), () -> world.functions().disconnect(socket));
        }
    }

    /// The socket of a connection.
    Socket socket(ConnectionId id) {
        Socket socket = sockets.get(id);
        if (socket == null) {
            throw new Violation("there never was a connection " + id.value());
        }
        return socket;
    }

    /// Those that device and gateway agree are open.
    List<Socket> open() {
        List<Socket> open = new ArrayList<>();
        for (Socket socket : sockets.values()) {
            if (socket.phase() == Phase.OPEN && !socket.isCut()) {
                open.add(socket);
            }
        }
        return open;
    }
}
