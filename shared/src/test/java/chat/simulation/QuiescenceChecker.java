package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.simulation.InvariantChecker.WrittenMessage;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Checks what must hold once the faults have stopped and time has passed: see
/// `docs/guarantees.md`.
final class QuiescenceChecker {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

    private final SystemUnderTest system;
    private final OlderConversations older;
    private final RowQuiescenceChecker rows;
    private final Map<Pair, List<Entry>> logs = new HashMap<>();

    QuiescenceChecker(SystemUnderTest system) {
        this.system = system;
        this.older = new OlderConversations(system);
        this.rows = new RowQuiescenceChecker(system, older);
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
                        rows.checkLog(log);
                    }
                    rows.check(pair, log);
                });
        system.devices().stream().filter(Device::isRunning).forEach(this::checkDevice);
        new OperationChecker(system).check();
        system.checker().written().forEach(this::checkWritten);
    }

    private List<Entry> log(UserId user, UserId peer) {
        return Objects.requireNonNull(logs.get(new Pair(user, peer)));
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
            if (!peer.equals(device.user()) && !older.mayLack(device, peer)) {
                checkConversation(device, device.store().conversation(peer));
                system.checker().hidden().checkQuiescent(device, peer);
            }
        }
        new SettingsQuiescenceChecker(system, older).check(device);
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
        ConversationRow row = rows.row(pair);
        check(
                rows.isUncertain(pair.inverse())
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
                rows.isUncertain(pair) || row.receipt().read() == conversation.read(),
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

    static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(otherwise.get());
        }
    }
}
