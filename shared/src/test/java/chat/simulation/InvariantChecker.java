package chat.simulation;

import chat.domain.UserId;
import chat.simulation.DeviceStore.Draft;
import chat.simulation.ReceivedEntry.Content;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Checks what must hold at every moment of a history; [QuiescenceChecker] checks what must hold at
/// its end. It observes only devices and tables, not the services' implementation.
final class InvariantChecker {
    /// How long after a token's expiry a push that began earlier may still arrive.
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    /// The maximum time between the acceptance of a message and its arrival at connected devices,
    /// without faults.
    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(2);

    private final SystemUnderTest system;
    private final Map<String, WrittenMessage> written = new HashMap<>();
    private final Map<String, Integer> rejected = new HashMap<>();

    private final Map<String, Instant> firstSent = new HashMap<>();
    private long goneTargets;
    private final PrivacyChecker privacy;
    private final ReceiptChecker receipts;
    private final RetryChecker retries;
    private final HiddenChecker hidden;

    /// A message or an operation that a user wrote.
    ///
    /// @param seq 0 until it is accepted
    record WrittenMessage(Device device, UserId peer, Draft draft, long seq) {
        /// Whether an entry has what was written. It may be erased.
        boolean isIn(ReceivedEntry entry) {
            boolean isSameContent =
                    switch (entry.content()) {
                        case Content.Erased _ -> !draft.type().equals(ReceivedEntry.REACTION);
                        case Content.Written(String type, String text, int forwarded, _) ->
                                type.equals(draft.type())
                                        && text.equals(draft.text())
                                        && forwarded == draft.forwarded();
                    };
            return isSameContent
                    && entry.kind().equals(draft.kind())
                    && entry.target() == draft.target();
        }
    }

    InvariantChecker(SystemUnderTest system) {
        this.system = system;
        this.privacy = new PrivacyChecker(system);
        this.receipts = new ReceiptChecker(system, privacy);
        this.retries = new RetryChecker(system);
        this.hidden = new HiddenChecker(system);
    }

    /// Checks that depend on settings.
    PrivacyChecker privacy() {
        return privacy;
    }

    /// Checks of acknowledgements, receipts and rows.
    ReceiptChecker receipts() {
        return receipts;
    }

    /// Checks of hidden messages.
    HiddenChecker hidden() {
        return hidden;
    }

    /// Checks of requests that the server temporarily rejected.
    RetryChecker retries() {
        return retries;
    }

    /// The number of operations that were rejected because their target is removed.
    long goneTargets() {
        return goneTargets;
    }

    /// Every message written, by its id.
    Map<String, WrittenMessage> written() {
        return written;
    }

    WrittenMessage written(String id) {
        return Objects.requireNonNull(written.get(id));
    }

    /// The number of tries of each permanently rejected message.
    Map<String, Integer> rejected() {
        return rejected;
    }

    void writes(Device device, UserId peer, String id, Draft draft) {
        written.put(id, new WrittenMessage(device, peer, draft, 0));
    }

    /// Records a try of a message.
    void sends(Device device, String id) {
        retries.sends(device, id);
        retries.tries(id);
        firstSent.putIfAbsent(id, system.now());
    }

    /// Checks a message that is in the log: a message first sent after a block was confirmed must
    /// not be.
    private void checkNotBlocked(Device device, String id, WrittenMessage message) {
        var pair = new Pair(message.device().user(), message.peer());
        Instant first = firstSent.getOrDefault(id, Instant.MAX);
        check(
                rejected.getOrDefault(id, 0) != 1,
                device,
                () -> "received " + id + ", which was rejected at its only try");
        check(
                message.draft().type().equals(ReceivedEntry.REMOVE)
                        || !privacy.blockedSince(pair, first),
                device,
                () -> "received " + id + ", which was first sent during a block");
    }

    void accepted(Device device, UserId peer, String id, long seq) {
        WrittenMessage message = written.get(id);
        check(message != null, device, () -> "received accepted for a message it never wrote");
        if (message != null) {
            check(
                    message.seq() == 0 || message.seq() == seq,
                    device,
                    () -> id + " was accepted as " + message.seq() + " and as " + seq);
            if (message.seq() == 0) {
                checkNotBlocked(device, id, message);
            }
            if (message.seq() == 0 && system.isFaultless()) {
                expectArrival(message, peer, seq);
            }
            written.put(id, new WrittenMessage(device, peer, message.draft(), seq));
        }
    }

    /// Checks that a message that was just accepted arrives at every device that is connected now,
    /// without a repair by the device.
    private void expectArrival(WrittenMessage message, UserId peer, long seq) {
        for (Device device : system.devices()) {
            boolean isSender = device.user().equals(message.device().user());
            if (device.isReady() && (isSender || device.user().equals(peer))) {
                UserId other = isSender ? peer : message.device().user();
                Session session = device.session();
                system.after(
                        EventLoop.micros(ARRIVAL_MAX),
                        () -> {
                            boolean isSame = device.isReady() && device.session().equals(session);
                            var entries = device.store().conversation(other).entries();
                            check(
                                    !isSame || entries.containsKey(seq),
                                    device,
                                    () -> "did not receive " + seq + " within " + ARRIVAL_MAX);
                        });
            }
        }
    }

    /// Checks that a device may request entries that the server has not sent in time: not in
    /// histories without faults.
    void repairs(Device device) {
        check(!system.isFaultless(), device, () -> "needs a repair in a history without faults");
    }

    /// Checks that a message was permanently rejected for a valid reason: its recipient has never
    /// connected, one of the two blocks the other, or its target cannot be changed.
    ///
    /// @param tries the number of times it was sent
    void rejected(Device device, String id, String code, int tries) {
        WrittenMessage message = written(id);
        boolean isBlocked =
                code.equals("recipientUnavailable")
                        && !message.draft().type().equals(ReceivedEntry.REMOVE)
                        && privacy.mayReject(new Pair(device.user(), message.peer()));
        check(
                code.equals("unknownUser")
                        || isBlocked
                        || new OperationLimits(system).mayReject(message, code),
                device,
                () -> "was permanently rejected: " + id + ": " + code);
        goneTargets += code.equals("targetGone") ? 1 : 0;
        rejected.put(id, tries);
    }

    /// Checks entries that a frame contained: they belong to these two users, and are as they were
    /// written.
    void received(Device device, UserId peer, Collection<ReceivedEntry> entries) {
        for (ReceivedEntry entry : entries) {
            WrittenMessage message = written.get(entry.id());
            boolean isOfBoth =
                    message != null
                            && isOfBoth(message, device.user(), peer)
                            && message.device().user().value().equals(entry.from())
                            && message.isIn(entry);
            check(
                    isOfBoth,
                    device,
                    () ->
                            "received an entry that does not match a message of this conversation: "
                                    + entry);
            retries.isStored(entry.id());
            if (message != null && message.seq() == 0) {
                checkNotBlocked(device, entry.id(), message);
            }
        }
    }

    private static boolean isOfBoth(WrittenMessage message, UserId user, UserId peer) {
        UserId from = message.device().user();
        return from.equals(user)
                ? message.peer().equals(peer)
                : from.equals(peer) && message.peer().equals(user);
    }

    /// Checks that a frame is not posted after the end of a token.
    void posted(Socket socket, String frame) {
        Duration late = Duration.between(socket.tokenExpiresAt(), system.now());
        boolean isReply =
                frame.startsWith("{\"type\":\"rejected") || frame.startsWith("{\"type\":\"acked");
        if (!isReply && late.compareTo(UNDER_WAY.plus(system.skewMost())) > 0) {
            throw new Violation(
                    socket.id().value()
                            + " received a push "
                            + late
                            + " after the end of its token");
        }
    }

    static void check(boolean holds, Device device, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(device.id().value() + " " + otherwise.get());
        }
    }
}
