package chat.simulation;

import chat.domain.Body;
import chat.domain.ConversationRow;
import chat.domain.Draft;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.port.Samples;
import chat.simulation.Checker.Written;
import chat.simulation.Talk.Held;
import chat.simulation.Talk.Mark;
import chat.simulation.World.Pair;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What must hold once the faults have stopped and time has passed: see `docs/guarantees.md`.
final class Settled {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

    private final Surroundings world;
    private final Map<Pair, List<Entry>> logs = new HashMap<>();

    Settled(Surroundings world) {
        this.world = world;
        for (UserId user : world.users()) {
            for (UserId peer : world.users()) {
                if (!user.equals(peer)) {
                    var pair = new Pair(user, peer);
                    logs.put(pair, world.log(pair));
                }
            }
        }
    }

    void check() {
        logs.forEach(
                (pair, log) -> {
                    if (pair.user().compareTo(pair.peer()) < 0) {
                        checkLog(log);
                    }
                    checkRows(pair, log);
                });
        world.devices().stream().filter(Device::isRunning).forEach(this::checkDevice);
        world.checker().written().forEach(this::checkWritten);
    }

    private List<Entry> log(UserId user, UserId peer) {
        return Objects.requireNonNull(logs.get(new Pair(user, peer)));
    }

    /// Numbered without gap, each message once, each entry the next of the chain.
    private static void checkLog(List<Entry> log) {
        Map<String, Long> seen = new HashMap<>();
        Optional<Entry> tail = Optional.empty();
        for (Entry entry : log) {
            var draft = new Draft(entry.from(), entry.clientMessageId(), Samples.contentOf(entry));
            Entry next = Entry.next(tail, draft, entry.salt().orElseThrow(), entry.sentAt());
            check(next.equals(entry), () -> "the log breaks at " + entry);
            Long other = seen.put(entry.clientMessageId().value(), entry.seq());
            check(other == null, () -> "in the log twice, as " + other + " and " + entry);
            tail = Optional.of(entry);
        }
    }

    private ConversationRow row(Pair pair) {
        return world.row(pair).orElseGet(() -> ConversationRow.empty(pair.user(), pair.peer()));
    }

    private void checkRows(Pair pair, List<Entry> log) {
        if (devicesOf(pair.user()).noneMatch(Device::isRunning)
                && devicesOf(pair.peer()).noneMatch(Device::isRunning)) {
            return; // nobody is left to finish what they began
        }
        ConversationRow row = row(pair);
        Receipt told = row(pair.inverse()).peerReceipt();
        check(
                row.lastSeq() == log.size(),
                () -> "the log ends at " + log.size() + ": " + Printed.of(row));
        check(
                isUnsure(pair) || isTold(pair, row.receipt(), told),
                () -> told + " is told of " + pair + ": " + Printed.of(row));
        Mark acked = least(pair);
        check(
                row.receipt().delivered() >= lastOfPeer(log, pair, acked.delivered())
                        && row.receipt().read() >= lastOfPeer(log, pair, acked.read()),
                () -> pair + " acknowledged " + acked + ": " + Printed.of(row));
        boolean anyDevice = devicesOf(pair.user()).anyMatch(Device::isRunning);
        check(
                !anyDevice || row.receipt().delivered() >= lastOfPeer(log, pair, log.size()),
                () -> "not all that is on a device of " + pair + " is delivered: " + row);
        long unread =
                log.stream()
                        .filter(entry -> entry.from().equals(pair.peer()))
                        .filter(entry -> entry.seq() > row.receipt().read())
                        .count();
        check(row.unread() == unread, () -> unread + " are unread: " + row);
    }

    /// Whether the peer was told how far the user is, as far as the user lets that be told.
    private boolean isTold(Pair pair, Receipt own, Receipt told) {
        return world.checker().discretion().tellsAll(pair)
                ? told.equals(own)
                : told.delivered() <= own.delivered() && told.read() <= own.read();
    }

    /// What devices have acknowledged; of one that is gone for good, what it knows to be taken.
    private Mark least(Pair pair) {
        return devicesOf(pair.user())
                .map(
                        device -> {
                            Talk talk = device.store().talk(pair.peer());
                            return device.isRunning() ? talk.acked() : talk.confirmed();
                        })
                .reduce(Mark.NONE, Mark::or);
    }

    /// Whether a device is gone for good whose last ack may have been taken in part.
    private boolean isUnsure(Pair pair) {
        return devicesOf(pair.user())
                .filter(device -> !device.isRunning())
                .anyMatch(device -> device.store().talk(pair.peer()).isUnconfirmed());
    }

    private Stream<Device> devicesOf(UserId user) {
        return world.devices().stream().filter(device -> device.user().equals(user));
    }

    /// The last entry of the peer's up to `seq`: acknowledging one's own means nothing.
    private static long lastOfPeer(List<Entry> log, Pair pair, long seq) {
        return log.stream()
                .filter(entry -> entry.from().equals(pair.peer()) && entry.seq() <= seq)
                .mapToLong(Entry::seq)
                .max()
                .orElse(0);
    }

    private void checkDevice(Device device) {
        String name = device.id().value();
        check(device.isReady(), () -> name + " is not caught up");
        check(
                world.knows(device),
                () -> name + " is open as " + device.session().line().name() + ", but has no row");
        boolean isOld = world.micros() - device.session().openedAt() > Loop.micros(LONG_ENOUGH);
        check(
                !isOld || device.session().wasToldUnasked() || world.mayBeUntold(device),
                () -> name + " was never sent caughtUp by itself");
        for (UserId peer : world.users()) {
            if (!peer.equals(device.user())) {
                checkTalk(device, device.store().talk(peer));
            }
        }
        new SettledChoices(world).check(device);
    }

    private void checkTalk(Device device, Talk talk) {
        Supplier<String> name = () -> device.id().value() + " with " + talk.peer().value();
        var pair = new Pair(device.user(), talk.peer());
        List<Entry> log = log(pair.user(), pair.peer());
        check(
                talk.held() == log.size() && !talk.hasGap(),
                () -> name.get() + " holds " + talk.held() + " of " + log.size());
        check(
                device.store().outbox(talk.peer()).isEmpty(),
                () -> name.get() + " could not send everything");
        talk.entries()
                .forEach(
                        (seq, held) ->
                                check(
                                        isSame(log.get((int) (seq - 1)), held),
                                        () -> name.get() + " has something else as " + seq));
        if (log.isEmpty()) {
            return;
        }
        check(
                talk.digest()
                        .filter(digest -> !digest.equals(log.getLast().digest().base64Url()))
                        .isEmpty(),
                () -> name.get() + " computes another digest");
        ConversationRow row = row(pair);
        check(
                isUnsure(pair.inverse())
                        || isShown(
                                pair,
                                row.peerReceipt(),
                                new Receipt(talk.peerDelivered(), talk.peerRead())),
                () ->
                        name.get()
                                + " was told "
                                + talk.peerDelivered()
                                + "/"
                                + talk.peerRead()
                                + " of "
                                + Printed.of(row));
        check(
                isUnsure(pair) || row.receipt().read() == talk.read(),
                () -> name.get() + " knows of " + talk.read() + " read: " + row);
    }

    /// Whether a device was told what its user's row says of the peer. Who hides how far one has
    /// read is not told of others; who is blocked is told nothing.
    private boolean isShown(Pair pair, Receipt row, Receipt shown) {
        var discretion = world.checker().discretion();
        boolean showsAll =
                discretion.tellsAll(pair.inverse()) && !discretion.everHidRead(pair.user());
        return showsAll
                ? row.equals(shown)
                : row.delivered() >= shown.delivered() && row.read() >= shown.read();
    }

    private static boolean isSame(Entry entry, Held held) {
        return entry.from().value().equals(held.from())
                && entry.clientMessageId().value().equals(held.id())
                && entry.sentAt().toEpochMilli() == held.sentAt()
                && entry.salt().orElseThrow().base64Url().equals(held.salt())
                && Samples.contentOf(entry) instanceof Body.Text(String text)
                && text.equals(held.text());
    }

    /// Whatever was accepted stands in the log where the device was told.
    private void checkWritten(String id, Written message) {
        List<Entry> log = log(message.device().user(), message.peer());
        if (message.seq() > 0) {
            check(
                    log.size() >= message.seq()
                            && log.get((int) message.seq() - 1)
                                    .clientMessageId()
                                    .value()
                                    .equals(id),
                    () -> id + " was accepted as " + message.seq() + ", but stands elsewhere");
        } else if (world.checker().rejected().containsKey(id)) {
            // An earlier try may still have been under way.
            boolean isThere = log.stream().anyMatch(e -> e.clientMessageId().value().equals(id));
            check(
                    !isThere || world.checker().rejected().get(id) > 1,
                    () -> id + " was rejected, but stands in the log");
        } else {
            check(!message.device().isRunning(), () -> id + " was never answered");
        }
    }

    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(otherwise.get());
        }
    }
}
