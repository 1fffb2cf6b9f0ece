package chat.simulation;

import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.simulation.ConversationReplica.Watermark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Checks what must hold of logs and rows once the faults have stopped and time has passed.
final class RowQuiescenceChecker {
    private final SystemUnderTest system;
    private final OlderConversations older;

    RowQuiescenceChecker(SystemUnderTest system, OlderConversations older) {
        this.system = system;
        this.older = older;
    }

    /// Checks a log: seqs have no gap, each message occurs once, each digest follows from the
    /// previous one, and the counts are those of messages.
    void checkLog(List<Entry> log) {
        Map<String, Long> seen = new HashMap<>();
        Map<UserId, Long> messages = new HashMap<>();
        byte[] digest = DigestChain.START;
        for (Entry entry : log) {
            digest = system.chain().next(digest, seen.size() + 1L, ReceivedEntry.of(entry));
            boolean follows =
                    entry.seq() == seen.size() + 1L
                            && DigestChain.encoded(digest).equals(entry.digest().base64Url());
            QuiescenceChecker.check(follows, () -> "the digest chain breaks at " + entry);
            messages.merge(entry.from(), entry.kind().isMessage() ? 1L : 0L, Long::sum);
            QuiescenceChecker.check(
                    entry.countOf(entry.from()) == messages.getOrDefault(entry.from(), 0L),
                    () -> "there are " + messages + " messages up to " + entry);
            Long other = seen.put(entry.clientMessageId().value(), entry.seq());
            QuiescenceChecker.check(
                    other == null, () -> "in the log twice, as " + other + " and " + entry);
        }
    }

    ConversationRow row(Pair pair) {
        return system.row(pair).orElseGet(() -> ConversationRow.empty(pair.user(), pair.peer()));
    }

    /// Checks a user's row of a conversation.
    void check(Pair pair, List<Entry> log) {
        if (devicesOf(pair.user()).noneMatch(Device::isRunning)
                && devicesOf(pair.peer()).noneMatch(Device::isRunning)) {
            return; // no device is left to complete their requests
        }
        ConversationRow row = row(pair);
        Receipt told = row(pair.inverse()).peerReceipt();
        QuiescenceChecker.check(
                row.lastSeq() == log.size(),
                () -> "the log ends at " + log.size() + ": " + TraceFormat.of(row));
        QuiescenceChecker.check(
                isUncertain(pair) || isDisclosed(pair, row.receipt(), told),
                () -> "the peer's row has " + told + " of " + pair + ": " + TraceFormat.of(row));
        Watermark acked = leastAcked(pair);
        QuiescenceChecker.check(
                row.receipt().delivered() >= lastOfPeer(log, pair, acked.delivered())
                        && row.receipt().read() >= lastOfPeer(log, pair, acked.read()),
                () -> pair + " acknowledged " + acked + ", but the row is " + TraceFormat.of(row));
        boolean anyDevice =
                devicesOf(pair.user())
                        .anyMatch(
                                device ->
                                        device.isRunning() && !older.mayLack(device, pair.peer()));
        QuiescenceChecker.check(
                !anyDevice || row.receipt().delivered() >= lastOfPeer(log, pair, log.size()),
                () -> "not everything is delivered to " + pair + ": " + row);
        long unread =
                log.stream()
                        .filter(entry -> entry.kind().isMessage())
                        .filter(entry -> entry.from().equals(pair.peer()))
                        .filter(entry -> entry.seq() > row.receipt().read())
                        .count();
        QuiescenceChecker.check(
                row.unread() == unread, () -> unread + " are unread, but the row is " + row);
    }

    /// Whether the peer's row has the user's receipt, as far as the user discloses it.
    private boolean isDisclosed(Pair pair, Receipt own, Receipt told) {
        return system.checker().privacy().disclosesAll(pair)
                ? told.equals(own)
                : told.delivered() <= own.delivered() && told.read() <= own.read();
    }

    /// The least that the user's row must say: what devices have acknowledged, and what the server
    /// has confirmed to those that are gone for good.
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

    /// Whether a device is gone for good whose last ack may have been processed in part.
    boolean isUncertain(Pair pair) {
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
}
