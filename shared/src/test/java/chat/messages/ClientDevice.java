package chat.messages;

import chat.domain.Caller;
import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.inmemory.Faults.Fault;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.Sent;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ClientFrame.Sync;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A device that follows the protocol in one conversation: it keeps its entries in order, requests
/// missing entries, and retries its message until that is accepted.
final class ClientDevice {
    private final InMemoryChat chat;
    private final UserId user;
    private final UserId peer;
    private final DeviceId id;
    private final List<String> held = new ArrayList<>();
    private final List<Long> accepted = new ArrayList<>();
    private @Nullable Caller caller;
    private Optional<Instant> since = Optional.empty();

    /// The entry before the first one held; unknown before the first catch-up.
    private OptionalLong base = OptionalLong.empty();

    private int connections;
    private long number;
    private boolean sending;
    private boolean incomplete;

    ClientDevice(InMemoryChat chat, UserId user, UserId peer, DeviceId id) {
        this.chat = chat;
        this.user = user;
        this.peer = peer;
        this.id = id;
    }

    UserId user() {
        return user;
    }

    /// Returns the last of the contiguous entries; 0 if there are none.
    long last() {
        return base.orElse(0) + held.size();
    }

    OptionalLong base() {
        return base;
    }

    /// Returns the ids of its messages in order, from the first one after [#base].
    List<String> held() {
        return List.copyOf(held);
    }

    /// Returns the sequence numbers of its accepted messages.
    List<Long> accepted() {
        return List.copyOf(accepted);
    }

    boolean isOnline() {
        return caller != null;
    }

    /// Whether it may acknowledge or send.
    boolean isReady() {
        return isOnline() && base.isPresent();
    }

    boolean isSending() {
        return sending;
    }

    void connect() {
        lose();
        connections++;
        caller = chat.online(user, id, id.value() + connections, since);
    }

    void lose() {
        if (caller != null) {
            chat.lose(caller);
            caller = null;
        }
    }

    void set(Socket socket) {
        if (caller != null) {
            chat.ports().gateway().set(caller.connection(), socket);
        }
    }

    /// Sends a new message, or retries the one that was not yet accepted.
    void send(InMemoryChat functions) {
        if (!sending) {
            number++;
            sending = true;
        }
        ServerFrame reply = functions.send(connected(), peer, key(), position());
        if (reply instanceof Accepted(_, _, var entry)) {
            sending = false;
            accepted.add(entry.seq());
            take(entry.seq(), entry.clientMessageId().value());
        }
    }

    void ack(InMemoryChat functions, long read) {
        if (read == 0) {
            functions.ack(connected(), peer, last());
        } else {
            functions.ack(connected(), peer, last(), read);
        }
    }

    /// Processes received frames and requests missing entries, until none is missing or the socket
    /// fails.
    void receive() {
        do {
            incomplete = false;
            chat.take(connected()).forEach(this::take);
            if (incomplete) {
                Map<UserId, Long> cursors = base.isPresent() ? Map.of(peer, last()) : Map.of();
                var sync = new Sync(Optional.empty(), cursors);
                chat.services().sync().handle(connected(), sync, chat.now());
            }
        } while (incomplete
                && chat.ports().gateway().socket(connected().connection()) == Socket.OPEN);
    }

    void catchUp(InMemoryChat functions) {
        try {
            functions.catchUp(connected());
        } catch (Fault redeliveredByTheStream) {
            chat.catchUp(connected());
        }
    }

    private void take(String frame) {
        switch ((String) Sent.field(frame, "type")) {
            case "messages" -> takeMessages(frame);
            case "caughtUp" -> takeCaughtUp(frame);
            default -> {}
        }
    }

    private void takeMessages(String frame) {
        var fields = Sent.fields(frame);
        if (base.isEmpty() && fields.containsKey("after")) {
            base = OptionalLong.of(Sent.number(fields, "after"));
        }
        for (var message : Sent.objects(frame, "messages")) {
            take(Sent.number(message, "seq"), String.valueOf(message.get("clientMessageId")));
        }
    }

    private void takeCaughtUp(String frame) {
        var fields = Sent.fields(frame);
        if (fields.containsKey("at")) {
            since = Optional.of(Instant.ofEpochMilli(Sent.number(fields, "at")));
        }
        boolean more = (Boolean) Sent.field(frame, "more");
        if (base.isEmpty() && !more) {
            base = OptionalLong.of(0);
        }
        incomplete |= more;
        for (var state : Sent.objects(frame, "conversations")) {
            incomplete |= Sent.number(state, "lastSeq") > last();
        }
    }

    private void take(long seq, String message) {
        if (base.isEmpty() || seq > last() + 1) {
            incomplete |= base.isPresent();
        } else if (seq == last() + 1) {
            held.add(message);
        } else if (seq > base.getAsLong()
                && !held.get((int) (seq - base.getAsLong()) - 1).equals(message)) {
            throw new IllegalStateException(
                    "entry " + seq + " differs from the one received before");
        }
    }

    /// After the message was received back, `after` would be behind it and a retry would be stored
    /// twice.
    private Position position() {
        int seen = held.indexOf(InMemoryChat.messageId(user, key()).value());
        return seen < 0 ? new Position.After(last()) : new Position.At(base.orElse(0) + seen + 1);
    }

    /// Returns a key that is unique among the messages of all devices of the user.
    private long key() {
        return (long) id.value().hashCode() << 32 | number;
    }

    private Caller connected() {
        if (caller == null) {
            throw new IllegalStateException("not connected");
        }
        return caller;
    }
}
