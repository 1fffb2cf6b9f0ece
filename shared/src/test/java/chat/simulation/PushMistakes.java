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

/// Mistakes with pushes and drains.
final class PushMistakes {
    /// A function that has answered is frozen, and seldom goes on.
    private static final double FROZEN = 0.2;

    private PushMistakes() {}

    /// A message is accepted while its pushes are under way.
    static Ports notWaitedFor(Ports ports, Invocation in, World world) {
        record Early(Gateway to, RedeliveryQueue queue, World world) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                if (!world.dice().hits(FROZEN)) {
                    var after = new Invocation(world, "after the reply");
                    after.start(
                            () -> {
                                after.pause(0);
                                if (world.network().post(connection, frame) == Answer.UNKNOWN) {
                                    queue.add(
                                            world.network().socket(connection).user(), connection);
                                }
                            });
                }
                return Answer.OK;
            }
        }
        return in.name().startsWith("send")
                ? ports.with(new Early(ports.gateway(), ports.redelivery(), world))
                : ports;
    }

    /// A push goes to whoever is connected.
    static Ports pushedToAll(Ports ports, Invocation in, World world) {
        record All(Gateway to, World world) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                world.network().open().forEach(socket -> to.post(socket.id(), frame));
                return to.post(connection, frame);
            }
        }
        return in.name().startsWith("send") ? ports.with(new All(ports.gateway(), world)) : ports;
    }

    /// A push that could not be settled is forgotten.
    static Ports notQueued(Ports ports, Invocation in, World world) {
        return in.name().startsWith("send") ? ports.with((_, _) -> {}) : ports;
    }

    /// A push moves the device's cursor, as if the device had acknowledged it.
    static Ports cursorMoved(Ports ports, Invocation in, World world) {
        record Moving(Gateway to, Receipts receipts, World world) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String text) {
                Answer answer = to.post(connection, text);
                Json frame = Json.of(text);
                if (answer == Answer.OK && frame.textOr("type").equals("messages")) {
                    Socket socket = world.network().socket(connection);
                    List<Json> entries = frame.objects("messages");
                    var progress =
                            new Progress(
                                    socket.device(),
                                    entries.getLast().number("seq"),
                                    OptionalLong.empty(),
                                    OptionalLong.empty());
                    receipts.advanceOwn(
                            socket.user(), new UserId(frame.text("peer")), progress, world.now());
                }
                return answer;
            }
        }
        return ports.with(new Moving(ports.gateway(), ports.receipts(), world));
    }

    /// Rows and log are read while the socket opens; only the first post waits for it.
    static Ports readBeforeOpen(Ports ports, Invocation in, World world) {
        record Hasty(Gateway to, Invocation in) implements ToGateway {
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
                    in.backoff().pause(attempt);
                }
                return to.post(connection, frame);
            }
        }
        return in.name().contains("deliver") ? ports.with(new Hasty(ports.gateway(), in)) : ports;
    }

    /// Each frame of a drain says which entry it follows, not where the drain starts.
    static Ports afterThePreviousFrame(Ports ports, Invocation in, World world) {
        record Chained(Gateway to) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String text) {
                Json frame = Json.of(text);
                var after = frame.optionalNumber("after");
                return after.isPresent() && frame.has("messages")
                        ? to.post(connection, chained(text, after.getAsLong(), frame))
                        : to.post(connection, text);
            }
        }
        return ports.with(new Chained(ports.gateway()));
    }

    private static String chained(String text, long after, Json frame) {
        long first = frame.objects("messages").getFirst().number("seq");
        return text.replace("\"after\":" + after, "\"after\":" + (first - 1));
    }

    /// An ack that moves nothing pushes no receipt.
    static Ports onlyIfMoved(Ports ports, Invocation in, World world) {
        Set<UserId> still = new HashSet<>();
        record Comparing(Receipts to, Set<UserId> still) implements ToReceipts {
            @Override
            public Advanced advancePeer(UserId user, UserId peer, Receipt receipt, Instant now) {
                Advanced advanced = to.advancePeer(user, peer, receipt, now);
                if (!advanced.moved()) {
                    still.add(user);
                }
                return advanced;
            }
        }
        record Silent(Gateway to, World world, Set<UserId> still) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                boolean isReceipt = frame.startsWith("{\"type\":\"receipt");
                return isReceipt && still.contains(world.network().socket(connection).user())
                        ? Answer.OK
                        : to.post(connection, frame);
            }
        }
        return ports.with(new Comparing(ports.receipts(), still))
                .with(new Silent(ports.gateway(), world, still));
    }
}
