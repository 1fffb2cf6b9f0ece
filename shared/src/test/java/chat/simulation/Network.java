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
/// A socket opens some time after `$connect` has returned. A post to it before it opens, or after
/// its end, is answered 410. A cut socket accepts posts and drops them until the gateway notices.
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

    private final SimulatedSystem system;
    private final Map<ConnectionId, Socket> sockets = new LinkedHashMap<>();
    private final Quota quota;
    private int opened;

    Network(SimulatedSystem system) {
        this.system = system;
        this.quota = new Quota(system.random("quota"));
    }

    /// The quota of calls by functions.
    Quota quota() {
        return quota;
    }

    // Called by devices.

    /// Starts a handshake.
    Transport connect(Transport.Handshake handshake, Transport.Listener listener) {
        var id = new ConnectionId("c" + ++opened);
        var socket = new Socket(id, handshake, listener);
        sockets.put(id, socket);
        system.trace(handshake.device().value(), () -> "connects as " + id.value());
        if (system.injects(Fault.HANDSHAKE_REFUSED)) {
            refuse(socket);
        } else {
            system.loop()
                    .after(
                            system.random().around(WIRE),
                            () -> system.functions().connect(socket, ok -> connected(socket, ok)));
        }
        return new SimulatedTransport(this, socket);
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
        boolean late = system.injects(Fault.OPENS_LATE);
        long upgrade =
                late
                        ? system.random().between(UPGRADE, UPGRADE_LATE)
                        : system.random().around(UPGRADE);
        system.loop().after(upgrade, () -> open(socket));
    }

    private void refuse(Socket socket) {
        socket.phase(Phase.CLOSED);
        system.loop().after(system.random().around(WIRE), () -> socket.listener().refused());
    }

    private void open(Socket socket) {
        if (socket.phase() != Phase.OPENING) {
            return;
        }
        socket.phase(Phase.OPEN);
        system.trace("gateway", () -> socket.id().value() + " is open");
        socket.frameAt(system.loop().now());
        idle(socket);
        system.loop().after(LIFE_MAX, () -> end(socket));
        long now = system.loop().now();
        long arrival = socket.upgraded(now + system.random().around(WIRE));
        system.loop()
                .after(
                        arrival - now,
                        () -> {
                            if (!socket.isCut()) {
                                socket.listener().opened();
                            }
                        });
    }

    private void idle(Socket socket) {
        long left = socket.lastFrameAt() + EventLoop.micros(IDLE) - system.loop().now();
        if (left <= 0) {
            end(socket);
        } else if (socket.phase() == Phase.OPEN) {
            system.loop().after(left, () -> idle(socket));
        }
    }

    /// Sends a frame from the device to the gateway.
    void send(Socket socket, String frame) {
        system.trace(socket.device().value(), () -> socket.id().value() + " ↑ " + frame);
        if (system.injects(Fault.SOCKET_CUT)) {
            cut(socket);
        }
        system.loop().after(system.random().around(WIRE), () -> arrive(socket, frame));
        if (system.injects(Fault.SOCKET_CLOSED)) {
            end(socket);
        }
    }

    private void arrive(Socket socket, String frame) {
        if (socket.isCut() || socket.phase() != Phase.OPEN) {
            return;
        }
        socket.frameAt(system.loop().now());
        if (frame.equals(FrameText.PING)) {
            deliver(socket, PONG);
        } else if (system.injects(Fault.FRAME_REFUSED)) {
            deliver(socket, error(socket));
        } else {
            Duration start = system.injects(Fault.COLD_START) ? COLD : INVOKE;
            system.loop()
                    .after(
                            system.random().around(start),
                            () -> system.functions().message(socket, frame));
        }
    }

    /// The error frame of the gateway.
    private static String error(Socket socket) {
        return "{\"message\": \"Internal server error\", \"connectionId\":\""
                + socket.id().value()
                + "\", \"requestId\":\"x\"}";
    }

    /// Closes a connection from the device's side.
    void leave(Socket socket) {
        if (!socket.isCut()) {
            system.loop()
                    .after(
                            system.random().around(WIRE),
                            () -> {
                                if (socket.phase() == Phase.OPEN) {
                                    closed(socket);
                                } else {
                                    socket.phase(Phase.CLOSED);
                                }
                            });
        }
    }

    /// Cuts the network: neither side receives anything more, and neither is notified.
    void cut(Socket socket) {
        if (socket.isCut() || socket.phase() == Phase.CLOSED) {
            return;
        }
        socket.cut();
        system.trace("network", () -> socket.id().value() + " is cut");
        system.loop()
                .after(system.random().between(GIVE_UP_LEAST, GIVE_UP_MOST), () -> end(socket));
    }

    // Replies of functions.

    /// Sends the reply of a two-way route.
    void reply(Socket socket, String frame) {
        if (system.injects(Fault.REPLY_LOST)) {
            system.trace("gateway", () -> "loses a reply");
        } else {
            deliver(socket, frame);
        }
    }

    /// Sends the error frame after a function has failed.
    void fail(Socket socket) {
        deliver(socket, error(socket));
    }

    private Answer deliver(Socket socket, String frame) {
        if (socket.phase() != Phase.OPEN) {
            return Answer.GONE;
        }
        long now = system.loop().now();
        socket.frameAt(now);
        boolean overtakes = system.injects(Fault.POST_OVERTAKES);
        long delay = overtakes ? system.random().around(OVERTAKE) : system.random().around(WIRE);
        long arrival = socket.arrival(now + delay, overtakes);
        system.loop()
                .after(
                        arrival - now,
                        () -> {
                            if (!socket.isCut()) {
                                system.trace(
                                        socket.device().value(),
                                        () -> socket.id().value() + " ↓ " + frame);
                                socket.listener().received(frame);
                            }
                        });
        return Answer.OK;
    }

    // Called by functions.

    /// `POST @connections`.
    Answer post(ConnectionId connection, String frame) {
        Socket socket = socket(connection);
        system.checker().posted(socket, frame);
        if (system.injects(Fault.SOCKET_CUT)) {
            cut(socket);
        }
        Answer answer = socket.reads() ? deliver(socket, frame) : Answer.UNKNOWN;
        if (system.injects(Fault.SOCKET_CLOSED)) {
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
                system.loop().after(system.random().around(WIRE), () -> socket.listener().closed());
            }
        }
    }

    private void closed(Socket socket) {
        socket.phase(Phase.CLOSED);
        system.trace("gateway", () -> socket.id().value() + " is closed");
        disconnect(socket);
    }

    private void disconnect(Socket socket) {
        if (!system.injects(Fault.DISCONNECT_LOST)) {
            Duration delay = system.injects(Fault.DISCONNECT_LATE) ? DISCONNECT_LATE : DISCONNECT;
            system.loop()
                    .after(
                            system.random().around(delay),
                            () -> system.functions().disconnect(socket));
        }
    }

    /// The socket of a connection.
    Socket socket(ConnectionId id) {
        Socket socket = sockets.get(id);
        if (socket == null) {
            throw new Violation("no such connection: " + id.value());
        }
        return socket;
    }

    /// The sockets that are open for both device and gateway.
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
