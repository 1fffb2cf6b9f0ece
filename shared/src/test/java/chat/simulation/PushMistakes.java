package chat.simulation;

import chat.domain.ConnectionId;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.port.Gateway;
import chat.port.Receipts;
import chat.port.Receipts.Progress;
import chat.port.RedeliveryQueue;
import chat.simulation.Forwarding.ToGateway;
import chat.simulation.Forwarding.ToReceipts;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Mistakes with pushes and catch-up.
final class PushMistakes {
    /// The share of pushes that never happen because the function is frozen after its reply.
    private static final double FROZEN = 0.2;

    private PushMistakes() {}

    /// A message is accepted before its pushes have finished.
    static Ports pushesNotAwaited(Ports ports, Invocation invocation, SimulatedSystem system) {
        record DeferredPushes(Gateway to, RedeliveryQueue queue, SimulatedSystem system)
                implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                if (!system.random().chance(FROZEN)) {
                    var after = new Invocation(system, "after the reply");
                    after.start(
                            () -> {
                                after.pause(0);
                                if (system.network().post(connection, frame) == Answer.UNKNOWN) {
                                    queue.add(
                                            system.network().socket(connection).user(), connection);
                                }
                            });
                }
                return Answer.OK;
            }
        }
        return invocation.name().startsWith("send")
                ? ports.with(new DeferredPushes(ports.gateway(), ports.redelivery(), system))
                : ports;
    }

    /// A message is not pushed but left to the redelivery queue, which delivers it seconds later.
    static Ports leftToRedelivery(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Late(Gateway to, RedeliveryQueue queue, SimulatedSystem system)
                implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                queue.add(system.network().socket(connection).user(), connection);
                return Answer.OK;
            }
        }
        return invocation.name().startsWith("send")
                ? ports.with(new Late(ports.gateway(), ports.redelivery(), system))
                : ports;
    }

    /// The first catch-up of a connection is left to the client's `sync`.
    static Ports leftToTheClient(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Silent(Gateway to) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                return Answer.OK;
            }
        }
        return invocation.name().startsWith("deliver")
                ? ports.with(new Silent(ports.gateway()))
                : ports;
    }

    /// A push goes to everyone who is connected.
    static Ports pushedToAll(Ports ports, Invocation invocation, SimulatedSystem system) {
        record PushToEveryone(Gateway to, SimulatedSystem system) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                system.network().open().forEach(socket -> to.post(socket.id(), frame));
                return to.post(connection, frame);
            }
        }
        return invocation.name().startsWith("send")
                ? ports.with(new PushToEveryone(ports.gateway(), system))
                : ports;
    }

    /// A failed push is not queued for redelivery.
    static Ports notQueued(Ports ports, Invocation invocation, SimulatedSystem system) {
        return invocation.name().startsWith("send") ? ports.with((_, _) -> {}) : ports;
    }

    /// A push moves the device's cursor as if the device had acknowledged it.
    static Ports cursorMoved(Ports ports, Invocation invocation, SimulatedSystem system) {
        record CursorMovingGateway(Gateway to, Receipts receipts, SimulatedSystem system)
                implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String text) {
                Answer answer = to.post(connection, text);
                Json frame = Json.of(text);
                if (answer == Answer.OK && frame.textOr("type").equals("messages")) {
                    Socket socket = system.network().socket(connection);
                    List<Json> entries = frame.objects("messages");
                    var progress =
                            new Progress(
                                    socket.device(),
                                    entries.getLast().number("seq"),
                                    OptionalLong.empty(),
                                    OptionalLong.empty());
                    receipts.advanceOwn(
                            socket.user(), new UserId(frame.text("peer")), progress, system.now());
                }
                return answer;
            }
        }
        return ports.with(new CursorMovingGateway(ports.gateway(), ports.receipts(), system));
    }

    /// Rows and log are read while the socket opens; only the first post waits for it.
    static Ports readBeforeOpen(Ports ports, Invocation invocation, SimulatedSystem system) {
        record NoWaitForOpen(Gateway to, Invocation invocation) implements ToGateway {
            @Override
            public Answer probe(ConnectionId connection) {
                return Answer.OK;
            }

            @Override
            public Answer post(ConnectionId connection, String frame) {
                for (int attempt = 1; attempt <= 8; attempt++) {
                    if (to.probe(connection) != Answer.GONE) {
                        break;
                    }
                    invocation.backoff().pause(attempt);
                }
                return to.post(connection, frame);
            }
        }
        return invocation.name().contains("deliver")
                ? ports.with(new NoWaitForOpen(ports.gateway(), invocation))
                : ports;
    }

    /// Each frame of a catch-up names the entry before it, not the start of the catch-up.
    static Ports afterThePreviousFrame(Ports ports, Invocation invocation, SimulatedSystem system) {
        record AfterPreviousFrame(Gateway to) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String text) {
                Json frame = Json.of(text);
                var after = frame.optionalNumber("after");
                return after.isPresent() && frame.has("messages")
                        ? to.post(connection, chained(text, after.getAsLong(), frame))
                        : to.post(connection, text);
            }
        }
        return ports.with(new AfterPreviousFrame(ports.gateway()));
    }

    private static String chained(String text, long after, Json frame) {
        long first = frame.objects("messages").getFirst().number("seq");
        return text.replace("\"after\":" + after, "\"after\":" + (first - 1));
    }

    /// An ack that changes nothing pushes no receipt.
    static Ports onlyIfMoved(Ports ports, Invocation invocation, SimulatedSystem system) {
        Set<UserId> still = new HashSet<>();
        record UnmovedReceipts(Receipts to, Set<UserId> still) implements ToReceipts {
            @Override
            public Advanced advancePeer(UserId user, UserId peer, Receipt receipt, Instant now) {
                Advanced advanced = to.advancePeer(user, peer, receipt, now);
                if (!advanced.moved()) {
                    still.add(user);
                }
                return advanced;
            }
        }
        record NoReceiptIfUnmoved(Gateway to, SimulatedSystem system, Set<UserId> still)
                implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                boolean isReceipt = frame.startsWith("{\"type\":\"receipt");
                return isReceipt && still.contains(system.network().socket(connection).user())
                        ? Answer.OK
                        : to.post(connection, frame);
            }
        }
        return ports.with(new UnmovedReceipts(ports.receipts(), still))
                .with(new NoReceiptIfUnmoved(ports.gateway(), system, still));
    }
}
