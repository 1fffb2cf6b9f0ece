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

/// A device as the protocol asks for it, in one conversation: keeps what it has in order, asks for
/// what it lacks, and sends its one message again until that is accepted.
final class ClientDevice {
    private final InMemoryChat chat;
    private final UserId user;
    private final UserId peer;
    private final DeviceId id;
    private final List<String> held = new ArrayList<>();
    private final List<Long> accepted = new ArrayList<>();
    private @Nullable Caller caller;
    private Optional<Instant> since = Optional.empty();

    /// The entry that the first one held follows; unknown before the first drain.
    private OptionalLong base = OptionalLong.empty();

    private int connections;
    private long number;
    private boolean sending;
    private boolean lacksSomething;

    ClientDevice(InMemoryChat chat, UserId user, UserId peer, DeviceId id) {
        this.chat = chat;
        this.user = user;
        this.peer = peer;
        this.id = id;
    }

    UserId user() {
        return user;
    }

    /// The last entry of the contiguous ones; 0 for none.
    long last() {
        return base.orElse(0) + held.size();
    }

    OptionalLong base() {
        return base;
    }

    /// The ids of the messages it has, in order, without those before [#base].
    List<String> held() {
        return List.copyOf(held);
    }

    /// The numbers under which its messages were accepted.
    List<Long> accepted() {
        return List.copyOf(accepted);
    }

    boolean isOnline() {
        return caller != null;
    }

    /// Whether it has something to acknowledge, or may send.
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

    /// Sends a message, or the one again that was not accepted yet.
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

    /// Takes what came, and asks for what it lacks, until nothing is missing or the socket fails.
    void receive() {
        do {
            lacksSomething = false;
            chat.take(connected()).forEach(this::take);
            if (lacksSomething) {
                Map<UserId, Long> cursors = base.isPresent() ? Map.of(peer, last()) : Map.of();
                var sync = new Sync(Optional.empty(), cursors);
                chat.services().sync().handle(connected(), sync, chat.now());
            }
        } while (lacksSomething
                && chat.ports().gateway().socket(connected().connection()) == Socket.OPEN);
    }

    void drain(InMemoryChat functions) {
        try {
            functions.drain(connected());
        } catch (Fault redeliveredByTheStream) {
            chat.drain(connected());
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
        lacksSomething |= more;
        for (var state : Sent.objects(frame, "conversations")) {
            lacksSomething |= Sent.number(state, "lastSeq") > last();
        }
    }

    private void take(long seq, String message) {
        if (base.isEmpty() || seq > last() + 1) {
            lacksSomething |= base.isPresent();
        } else if (seq == last() + 1) {
            held.add(message);
        } else if (seq > base.getAsLong()
                && !held.get((int) (seq - base.getAsLong()) - 1).equals(message)) {
            throw new IllegalStateException("entry " + seq + " is another one than before");
        }
    }

    /// Once the message has come back, `after` would lie behind it: a second entry would be made.
    private Position position() {
        int seen = held.indexOf(InMemoryChat.messageId(user, key()).value());
        return seen < 0 ? new Position.After(last()) : new Position.At(base.orElse(0) + seen + 1);
    }

    /// Unique among the messages of all devices of the user.
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
