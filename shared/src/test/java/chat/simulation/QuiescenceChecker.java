package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.simulation.ConversationReplica.Watermark;
import chat.simulation.InvariantChecker.WrittenMessage;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Checks what must hold once the faults have stopped and time has passed: see
/// `docs/guarantees.md`.
final class QuiescenceChecker {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

    private final SystemUnderTest system;
    private final Map<Pair, List<Entry>> logs = new HashMap<>();

    QuiescenceChecker(SystemUnderTest system) {
        this.system = system;
        for (UserId user : system.users()) {
            for (UserId peer : system.users()) {
                if (!user.equals(peer)) {
                    var pair = new Pair(user, peer);
                    logs.put(pair, system.log(pair));
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
        system.devices().stream().filter(Device::isRunning).forEach(this::checkDevice);
        new OperationChecker(system).check();
        system.checker().written().forEach(this::checkWritten);
    }

    private List<Entry> log(UserId user, UserId peer) {
        return Objects.requireNonNull(logs.get(new Pair(user, peer)));
    }

    /// Checks a log: seqs have no gap, each message occurs once, each digest follows from the
    /// previous one, and the counts are those of messages.
    private void checkLog(List<Entry> log) {
        Map<String, Long> seen = new HashMap<>();
        Map<UserId, Long> messages = new HashMap<>();
        byte[] digest = DigestChain.START;
        for (Entry entry : log) {
            digest = system.chain().next(digest, seen.size() + 1L, ReceivedEntry.of(entry));
            boolean follows =
                    entry.seq() == seen.size() + 1L
                            && DigestChain.encoded(digest).equals(entry.digest().base64Url());
            check(follows, () -> "the digest chain breaks at " + entry);
            messages.merge(entry.from(), entry.kind().isMessage() ? 1L : 0L, Long::sum);
            check(
                    entry.countOf(entry.from()) == messages.getOrDefault(entry.from(), 0L),
                    () -> "there are " + messages + " messages up to " + entry);
            Long other = seen.put(entry.clientMessageId().value(), entry.seq());
            check(other == null, () -> "in the log twice, as " + other + " and " + entry);
        }
    }

    private ConversationRow row(Pair pair) {
        return system.row(pair).orElseGet(() -> ConversationRow.empty(pair.user(), pair.peer()));
    }

    private void checkRows(Pair pair, List<Entry> log) {
        if (devicesOf(pair.user()).noneMatch(Device::isRunning)
                && devicesOf(pair.peer()).noneMatch(Device::isRunning)) {
            return; // no device is running that could complete pending requests
        }
        ConversationRow row = row(pair);
        Receipt told = row(pair.inverse()).peerReceipt();
        check(
                row.lastSeq() == log.size(),
                () -> "the log ends at " + log.size() + ": " + TraceFormat.of(row));
        check(
                isUncertain(pair) || isDisclosed(pair, row.receipt(), told),
                () -> "the peer's row has " + told + " of " + pair + ": " + TraceFormat.of(row));
        Watermark acked = leastAcked(pair);
        check(
                row.receipt().delivered() >= lastOfPeer(log, pair, acked.delivered())
                        && row.receipt().read() >= lastOfPeer(log, pair, acked.read()),
                () -> pair + " acknowledged " + acked + ", but the row is " + TraceFormat.of(row));
        boolean anyDevice = devicesOf(pair.user()).anyMatch(Device::isRunning);
        check(
                !anyDevice || row.receipt().delivered() >= lastOfPeer(log, pair, log.size()),
                () -> "not everything is delivered to " + pair + ": " + row);
        long unread =
                log.stream()
                        .filter(entry -> entry.kind().isMessage())
                        .filter(entry -> entry.from().equals(pair.peer()))
                        .filter(entry -> entry.seq() > row.receipt().read())
                        .count();
        check(row.unread() == unread, () -> unread + " are unread, but the row is " + row);
    }

    /// Whether the peer's row has the user's receipt, as far as the user discloses it.
    private boolean isDisclosed(Pair pair, Receipt own, Receipt told) {
        return system.checker().privacy().disclosesAll(pair)
                ? told.equals(own)
                : told.delivered() <= own.delivered() && told.read() <= own.read();
    }

    /// The lowest values that the user's row may have: what devices have acknowledged, or, for
    /// devices that are gone for good, what the server has confirmed.
    private Watermark leastAcked(Pair pair) {
        return devicesOf(pair.user())
                .map(
                        device -> {
                            ConversationReplica conversation =
                                    device.store().conversation(pair.peer());
                            return device.isRunning()
                                    ? conversation.acked()
                                    : conversation.confirmed();
                        })
                .reduce(Watermark.NONE, Watermark::or);
    }

    /// Whether the last ack of a device that is gone for good may have been processed only in part.
    private boolean isUncertain(Pair pair) {
        return devicesOf(pair.user())
                .filter(device -> !device.isRunning())
                .anyMatch(device -> device.store().conversation(pair.peer()).isUnconfirmed());
    }

    private Stream<Device> devicesOf(UserId user) {
        return system.devices().stream().filter(device -> device.user().equals(user));
    }

    /// The peer's last entry up to `seq`. Acknowledging one's own entries has no effect.
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
                system.hasRow(device),
                () ->
                        name
                                + " is open as "
                                + device.session().transport().name()
                                + ", but has no row");
        boolean isOld =
                system.micros() - device.session().openedAt() > EventLoop.micros(LONG_ENOUGH);
        check(
                !isOld
                        || device.session().wasCaughtUpUnrequested()
                        || system.mayLackCatchUp(device),
                () -> name + " never received caughtUp without a request");
        for (UserId peer : system.users()) {
            if (!peer.equals(device.user())) {
                checkConversation(device, device.store().conversation(peer));
            }
        }
        new SettingsQuiescenceChecker(system).check(device);
    }

    private void checkConversation(Device device, ConversationReplica conversation) {
        Supplier<String> name = () -> device.id().value() + " with " + conversation.peer().value();
        var pair = new Pair(device.user(), conversation.peer());
        List<Entry> log = log(pair.user(), pair.peer());
        check(
                conversation.held() == log.size() && !conversation.hasGap(),
                () -> name.get() + " holds " + conversation.held() + " of " + log.size());
        check(
                device.store().outbox(conversation.peer()).isEmpty(),
                () -> name.get() + " has unsent messages");
        conversation
                .entries()
                .forEach(
                        (seq, held) ->
                                check(
                                        ReceivedEntry.of(log.get((int) (seq - 1)))
                                                .isSame(held, system.chain()),
                                        () -> name.get() + " has another entry at " + seq));
        if (log.isEmpty()) {
            return;
        }
        check(
                conversation
                        .digest()
                        .filter(digest -> !digest.equals(log.getLast().digest().base64Url()))
                        .isEmpty(),
                () -> name.get() + " computes a different digest");
        ConversationRow row = row(pair);
        check(
                isUncertain(pair.inverse())
                        || isShown(
                                pair,
                                row.peerReceipt(),
                                new Receipt(conversation.peerDelivered(), conversation.peerRead())),
                () ->
                        name.get()
                                + " received the receipt "
                                + conversation.peerDelivered()
                                + "/"
                                + conversation.peerRead()
                                + " of "
                                + TraceFormat.of(row));
        check(
                isUncertain(pair) || row.receipt().read() == conversation.read(),
                () ->
                        name.get()
                                + " shows "
                                + conversation.read()
                                + " as read, but the row is "
                                + row);
    }

    /// Whether a device shows the peer's receipt from its user's row. Users who hide read receipts
    /// do not receive those of others, and blocked users receive none.
    private boolean isShown(Pair pair, Receipt row, Receipt shown) {
        var privacy = system.checker().privacy();
        boolean showsAll =
                privacy.disclosesAll(pair.inverse()) && !privacy.everHidRead(pair.user());
        return showsAll
                ? row.equals(shown)
                : row.delivered() >= shown.delivered() && row.read() >= shown.read();
    }

    /// Checks that an accepted message is in the log at the seq that the device received.
    private void checkWritten(String id, WrittenMessage message) {
        List<Entry> log = log(message.device().user(), message.peer());
        if (message.seq() > 0) {
            check(
                    log.size() >= message.seq()
                            && log.get((int) message.seq() - 1)
                                    .clientMessageId()
                                    .value()
                                    .equals(id),
                    () ->
                            id
                                    + " was accepted as "
                                    + message.seq()
                                    + ", but is elsewhere in the log");
        } else if (system.checker().rejected().containsKey(id)) {
            // An earlier try may still have been executing.
            boolean isThere = log.stream().anyMatch(e -> e.clientMessageId().value().equals(id));
            check(
                    !isThere || system.checker().rejected().get(id) > 1,
                    () -> id + " was rejected, but is in the log");
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
