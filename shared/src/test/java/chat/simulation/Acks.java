package chat.simulation;

import chat.domain.UserId;
import chat.simulation.ConversationReplica.Watermark;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Acknowledges entries: collects acknowledgements for a moment into one frame, repeats them when
/// the server may have missed them, and requests confirmation until it arrives.
final class Acks {
    /// The maximum number of acknowledgements in a frame.
    private static final int FRAME_MAX = 100;

    private static final Duration COLLECT = Duration.ofMillis(100);
    private static final Duration CONFIRM = Duration.ofSeconds(20);
    private static final Duration ERROR_LEAST = Duration.ofSeconds(1);

    private final SystemUnderTest system;
    private final Device device;
    private final Set<UserId> again = new HashSet<>();
    private final Map<String, Map<String, Watermark>> asked = new HashMap<>();

    /// The ack whose confirmation requests the rest of a catch-up.
    private Optional<String> continuation = Optional.empty();

    private boolean collecting;
    private long confirmTimer;
    private long errorWait = EventLoop.micros(ERROR_LEAST);

    Acks(SystemUnderTest system, Device device) {
        this.system = system;
        this.device = device;
    }

    /// Schedules an ack if there is something to acknowledge.
    void changed() {
        if (!collecting && (!again.isEmpty() || any(ConversationReplica::needsAck))) {
            collecting = true;
            device.later(system.random().around(COLLECT), this::flush);
        }
    }

    /// Repeats the acknowledgement of a conversation, because the server may have missed it.
    void again(UserId peer) {
        if (device.store().conversation(peer).held() > 0) {
            again.add(peer);
        }
    }

    /// Whether the server may have missed an ack.
    boolean hasUnconfirmed() {
        return any(ConversationReplica::isUnconfirmed);
    }

    private boolean any(Predicate<ConversationReplica> test) {
        return device.store().conversations().stream().anyMatch(test);
    }

    private void flush() {
        long rest = device.waits().rest(FrameText.ACK);
        if (rest > 0) {
            device.later(rest, this::flush);
            return;
        }
        collecting = false;
        List<ConversationReplica> conversations =
                device.store().conversations().stream()
                        .filter(
                                conversation ->
                                        conversation.needsAck()
                                                || again.contains(conversation.peer()))
                        .toList();
        if (device.isOnline() && !conversations.isEmpty()) {
            send(device.session(), conversations, Optional.empty());
            setConfirmTimer();
        }
    }

    private void send(
            Session session, List<ConversationReplica> conversations, Optional<String> requestId) {
        if (conversations.size() > FRAME_MAX) {
            throw new IllegalStateException("more conversations than a history has");
        }
        Map<String, Watermark> marks = new TreeMap<>();
        for (ConversationReplica conversation : conversations) {
            Watermark mark = system.alteration().mark(conversation);
            system.checker().receipts().acks(device, conversation, mark);
            conversation.acked(mark);
            again.remove(conversation.peer());
            marks.put(conversation.peer().value(), mark);
        }
        requestId.ifPresent(id -> asked.put(id, marks));
        system.checker().retries().sends(device, FrameText.ACK);
        session.send(FrameText.ack(requestId, marks));
    }

    /// Confirms everything this device holds, own messages too, before it requests more.
    void confirmAll(Session session) {
        long rest = device.waits().rest(FrameText.ACK);
        if (rest > 0) {
            device.later(rest, () -> confirmAll(session));
            return;
        }
        List<ConversationReplica> conversations =
                device.store().conversations().stream()
                        .filter(
                                conversation ->
                                        conversation.held() > 0
                                                && (conversation.isUnconfirmed()
                                                        || conversation.held()
                                                                > conversation
                                                                        .confirmed()
                                                                        .delivered()))
                        .toList();
        if (conversations.isEmpty()) {
            continuation = Optional.empty();
            session.repairs().sync();
            return;
        }
        String id = system.requestId(FrameText.ACK);
        continuation = Optional.of(id);
        send(session, conversations, Optional.of(id));
        setConfirmTimer();
    }

    /// Requests confirmation 20 s after the last ack, until it arrives.
    void setConfirmTimer() {
        long number = ++confirmTimer;
        device.later(
                CONFIRM,
                () -> {
                    if (number == confirmTimer) {
                        confirm();
                    }
                });
    }

    private void confirm() {
        if (isContinuing()) {
            confirmAll(device.session());
            return;
        }
        if (!any(ConversationReplica::isUnconfirmed)) {
            return;
        }
        if (device.isOnline() && device.waits().rest(FrameText.ACK) == 0) {
            List<ConversationReplica> conversations =
                    device.store().conversations().stream()
                            .filter(ConversationReplica::isUnconfirmed)
                            .toList();
            send(device.session(), conversations, Optional.of(system.requestId(FrameText.ACK)));
        }
        setConfirmTimer();
    }

    /// Whether the rest of a catch-up is still to be requested on this connection.
    private boolean isContinuing() {
        return continuation.isPresent()
                && device.isOnline()
                && !system.alteration().forgetsContinuation();
    }

    /// Handles `acked`: all acknowledgements of a frame are confirmed.
    void acked(Session session, String requestId) {
        Map<String, Watermark> marks = asked.getOrDefault(requestId, Map.of());
        marks.forEach(
                (peer, mark) -> device.store().conversation(new UserId(peer)).confirmed(mark));
        if (continuation.equals(Optional.of(requestId))) {
            continuation = Optional.empty();
            session.repairs().sync();
        }
    }

    /// Compares the server's knowledge of this device with what the device holds.
    void onServerState(ConversationReplica conversation, Watermark mark) {
        if (!mark.covers(conversation.mark())) {
            again(conversation.peer());
        }
    }

    /// Handles a temporary rejection of an ack: repeats the unconfirmed acknowledgements after the
    /// wait.
    ///
    /// @param requestId that of the ack; empty if it had none
    void refused(Session session, String requestId) {
        if (system.alteration().forgetsRefusedAck()) {
            return;
        }
        if (continuation.equals(Optional.of(requestId))) {
            confirmAll(session);
        } else {
            againIfUnconfirmed();
        }
    }

    private void againIfUnconfirmed() {
        device.store().conversations().stream()
                .filter(ConversationReplica::isUnconfirmed)
                .forEach(conversation -> again(conversation.peer()));
        changed();
    }

    /// Handles an error frame of the gateway: repeats the unconfirmed acknowledgements, after
    /// growing waits.
    void failed() {
        device.later(errorWait, this::repeat);
        errorWait = Math.min(errorWait * 2, EventLoop.micros(Duration.ofMinutes(1)));
    }

    private void repeat() {
        if (isContinuing()) {
            confirmAll(device.session());
        } else {
            againIfUnconfirmed();
        }
    }

    /// Called when the device has caught up on a new connection.
    void caughtUp() {
        continuation = Optional.empty();
        errorWait = EventLoop.micros(ERROR_LEAST);
        changed();
        if (any(ConversationReplica::isUnconfirmed)) {
            setConfirmTimer();
        }
    }
}
