package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.simulation.Talk.Held;
import chat.simulation.Talk.Mark;
import chat.simulation.World.Pair;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// What must hold at every moment of a history; [Settled] says what must hold at its end. Sees what
/// devices and tables do, and knows nothing of how the services do it.
final class Checker {
    /// A push may have been on its way when the token ended.
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    private final Surroundings world;
    private final Map<String, Written> written = new HashMap<>();
    private final Map<Pair, Mark> acked = new HashMap<>();
    private final Map<Pair, Long> covered = new HashMap<>();
    private final Map<Pair, ConversationRow> rows = new HashMap<>();
    private final Map<DevicePair, Long> ackedByDevice = new HashMap<>();
    private final Map<String, Integer> rejected = new HashMap<>();

    private final Map<String, Instant> firstSent = new HashMap<>();
    private final Discretion discretion;

    private record DevicePair(UserId user, String deviceKey, UserId peer) {}

    /// What a user wrote.
    ///
    /// @param seq 0 until it is accepted
    record Written(Device device, UserId peer, String text, long seq) {}

    Checker(Surroundings world) {
        this.world = world;
        this.discretion = new Discretion(world);
    }

    /// What holds of what people have set.
    Discretion discretion() {
        return discretion;
    }

    /// Everything that was written, by its id.
    Map<String, Written> written() {
        return written;
    }

    Written written(String id) {
        return Objects.requireNonNull(written.get(id));
    }

    /// The messages that were finally rejected, and how often each was sent.
    Map<String, Integer> rejected() {
        return rejected;
    }

    /// The most that devices of the pair's user have acknowledged.
    Mark acked(Pair pair) {
        return acked.getOrDefault(pair, Mark.NONE);
    }

    void writes(Device device, UserId peer, String id, String text) {
        written.put(id, new Written(device, peer, text, 0));
    }

    /// A device sends a message, or sends it again.
    void sends(String id) {
        firstSent.putIfAbsent(id, world.now());
    }

    /// A message is in the log: none whose sending begins after a block was answered gets there.
    private void getsThrough(Device device, String id, Written message) {
        var pair = new Pair(message.device().user(), message.peer());
        Instant first = firstSent.getOrDefault(id, Instant.MAX);
        check(
                rejected.getOrDefault(id, 0) != 1,
                device,
                () -> "sees " + id + ", which was refused at its only try");
        check(
                !discretion.refusedSince(pair, first),
                device,
                () -> "sees " + id + ", which was sent while one blocks the other");
    }

    void accepted(Device device, UserId peer, String id, long seq) {
        Written message = written.get(id);
        check(message != null, device, () -> "was sent the acceptance of a message it never wrote");
        if (message != null) {
            check(
                    message.seq() == 0 || message.seq() == seq,
                    device,
                    () -> id + " was accepted as " + message.seq() + " and as " + seq);
            if (message.seq() == 0) {
                getsThrough(device, id, message);
            }
            written.put(id, new Written(device, peer, message.text(), seq));
        }
    }

    /// A message was finally rejected: its recipient had never connected, or one of the two blocks
    /// the other.
    ///
    /// @param tries how often it was sent
    void rejected(Device device, String id, String code, int tries) {
        boolean isBlocked =
                code.equals("recipientUnavailable")
                        && discretion.mayRefuse(new Pair(device.user(), written(id).peer()));
        check(
                code.equals("unknownUser") || isBlocked,
                device,
                () -> "was finally refused " + id + ": " + code);
        rejected.put(id, tries);
    }

    /// Entries that a frame brought: of these two users, and as they were written.
    void brought(Device device, UserId peer, Collection<Held> entries) {
        for (Held entry : entries) {
            Written message = written.get(entry.id());
            boolean isOfBoth =
                    message != null
                            && isOfBoth(message, device.user(), peer)
                            && message.device().user().value().equals(entry.from())
                            && message.text().equals(entry.text());
            check(isOfBoth, device, () -> "was sent what is not its user's: " + entry);
            if (message != null && message.seq() == 0) {
                getsThrough(device, entry.id(), message);
            }
        }
    }

    private static boolean isOfBoth(Written message, UserId user, UserId peer) {
        UserId from = message.device().user();
        return from.equals(user)
                ? message.peer().equals(peer)
                : from.equals(peer) && message.peer().equals(user);
    }

    /// A device acknowledges: it must be true of the user.
    void acks(Device device, Talk talk, Mark mark) {
        var pair = new Pair(device.user(), talk.peer());
        acked.merge(pair, mark, Mark::or);
        discretion.acks(pair, mark);
        ackedByDevice.merge(
                new DevicePair(device.user(), ConversationRow.deviceKey(device.id()), talk.peer()),
                mark.delivered(),
                Math::max);
        long cover = covered(pair, mark.delivered());
        check(
                cover >= mark.delivered(),
                device,
                () ->
                        "acknowledges "
                                + mark.delivered()
                                + " with "
                                + talk.peer().value()
                                + ", but no device ever had "
                                + (cover + 1));
    }

    /// Up to where, at most `most`, each entry is on some device of the user.
    private long covered(Pair pair, long most) {
        long cover = covered.getOrDefault(pair, 0L);
        while (cover < most && isOnSomeDevice(pair, cover + 1)) {
            cover++;
        }
        covered.put(pair, cover);
        return cover;
    }

    private boolean isOnSomeDevice(Pair pair, long seq) {
        for (Device device : world.devices()) {
            if (device.user().equals(pair.user())
                    && device.store().talk(pair.peer()).entries().containsKey(seq)) {
                return true;
            }
        }
        return isOwn(pair, seq);
    }

    private boolean isOwn(Pair pair, long seq) {
        return world.entry(pair, seq).map(Entry::from).filter(pair.user()::equals).isPresent();
    }

    /// A device was told how far the peer is.
    void receipt(Device device, Talk talk) {
        Mark most = discretion.tellable(new Pair(device.user(), talk.peer()).inverse());
        check(
                most.covers(new Mark(talk.peerDelivered(), talk.peerRead())),
                device,
                () ->
                        "was told "
                                + talk.peerDelivered()
                                + "/"
                                + talk.peerRead()
                                + " of "
                                + talk.peer().value()
                                + ", of whom it may know "
                                + most);
    }

    /// A row as it stands after a write.
    ConversationRow row(ConversationRow row) {
        var pair = new Pair(row.user(), row.peer());
        ConversationRow before = rows.put(pair, row);
        if (before != null) {
            checkForward(before, row);
        }
        checkInvented(row.receipt(), acked(pair), row);
        checkInvented(row.peerReceipt(), discretion.tellable(pair.inverse()), row);
        row.cursors().forEach((device, cursor) -> checkCursor(pair, device, cursor));
        return row;
    }

    private static void checkForward(ConversationRow before, ConversationRow row) {
        boolean forward =
                row.lastSeq() >= before.lastSeq()
                        && isForward(before.receipt(), row.receipt())
                        && isForward(before.peerReceipt(), row.peerReceipt())
                        && row.settings().version() >= before.settings().version();
        if (!forward) {
            throw new Violation("a row went back: " + Printed.of(before) + " → " + Printed.of(row));
        }
    }

    private static boolean isForward(Receipt before, Receipt after) {
        return after.delivered() >= before.delivered() && after.read() >= before.read();
    }

    private static void checkInvented(Receipt receipt, Mark most, ConversationRow row) {
        if (!most.covers(new Mark(receipt.delivered(), receipt.read()))) {
            throw new Violation(
                    "acknowledged was " + most + ", but the row says " + Printed.of(row));
        }
    }

    /// A cursor is where its device has acknowledged to; beyond that only the user's own entries.
    private void checkCursor(Pair pair, String deviceKey, long cursor) {
        long seq =
                ackedByDevice.getOrDefault(new DevicePair(pair.user(), deviceKey, pair.peer()), 0L);
        while (++seq <= cursor) {
            if (!isOwn(pair, seq)) {
                throw new Violation(
                        "a cursor of "
                                + pair
                                + " is at "
                                + cursor
                                + ", but the device never acknowledged "
                                + seq);
            }
        }
    }

    /// A frame is posted.
    void posted(Socket socket, String frame) {
        Duration late = Duration.between(socket.tokenExpiresAt(), world.now());
        boolean isReply =
                frame.startsWith("{\"type\":\"rejected") || frame.startsWith("{\"type\":\"acked");
        if (!isReply && late.compareTo(UNDER_WAY.plus(world.skewMost())) > 0) {
            throw new Violation(
                    socket.id().value() + " is pushed to " + late + " after its token's end");
        }
    }

    private static void check(boolean holds, Device device, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(device.id().value() + " " + otherwise.get());
        }
    }
}
