package chat.delivery;

import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.entry;

import chat.delivery.CatchUpPlan.Contents;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.UserId;
import chat.inmemory.InMemoryConversations;
import chat.inmemory.InMemoryPorts;
import chat.inmemory.InMemoryServices;
import chat.inmemory.SequentialParallel;
import chat.inmemory.Tap;
import chat.port.Receipts.Progress;
import chat.port.Samples;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A chat with conversations of Bob, and his devices.
final class CatchUpPlanScene {
    static final Duration DAY = Duration.ofDays(1);

    private final InMemoryPorts ports = InMemoryPorts.emptyAt(NOON);

    Contents missed(Connection connection) {
        return plan().of(connection, Map.of());
    }

    CatchUpPlan plan() {
        return plan(Tap.OPEN);
    }

    CatchUpPlan plan(Tap tap) {
        return new InMemoryServices(ports, new SequentialParallel(), tap).catchUpPlan();
    }

    /// Stores `count` entries of the peer, and the row of the last.
    void converse(UserId peer, int count, Instant now) {
        var conversation = ConversationId.of(BOB, peer);
        Optional<Entry> tail = Optional.empty();
        for (int seq = 1; seq <= count; seq++) {
            var draft = Samples.draft(peer, Samples.id(seq), Samples.text("hello"));
            tail = Optional.of(Entry.next(tail, draft, Samples.salt(seq), now));
            ports.log().append(conversation, tail.get());
        }
        ports.conversations().index(BOB, peer, tail.orElseThrow(), now);
    }

    /// Stores the peer's next entry and updates the row.
    void receive(UserId peer, int seq, Instant now) {
        var conversation = ConversationId.of(BOB, peer);
        var draft = Samples.draft(peer, Samples.id(seq), Samples.text("hello"));
        var tail = ports.log().find(conversation, seq - 1);
        Entry entry = Entry.next(tail, draft, Samples.salt(seq), now);
        ports.log().append(conversation, entry);
        ports.conversations().index(BOB, peer, entry, now);
    }

    /// Stores one more entry without its row.
    void append(UserId peer, int seq) {
        ports.log().append(ConversationId.of(BOB, peer), entry(seq));
    }

    void acknowledge(DeviceId device, UserId peer, long seq) {
        var nothingRead = OptionalLong.empty();
        var progress = new Progress(device, seq, nothingRead, nothingRead);
        ports.conversations().advanceOwn(BOB, peer, progress, NOON);
    }

    /// Returns a device that has connected before but was never caught up.
    static Connection device(DeviceId device, Instant firstSeenAt) {
        return connection(device, firstSeenAt, Optional.empty(), NOON.plus(DAY.multipliedBy(9)));
    }

    static Connection device(DeviceId device, Instant firstSeenAt, Instant since) {
        return connection(device, firstSeenAt, Optional.of(since), NOON.plus(DAY.multipliedBy(9)));
    }

    static Connection connection(
            DeviceId device, Instant firstSeenAt, Optional<Instant> since, Instant now) {
        return new Connection(
                BOB,
                new ConnectionId("bob"),
                device,
                firstSeenAt,
                since,
                now,
                Optional.empty(),
                now.plus(Connection.LEASE));
    }

    static List<UserId> peers(Contents contents) {
        return contents.rows().stream().map(ConversationRow::peer).toList();
    }

    static List<Long> seqs(Contents contents) {
        return contents.frames().stream()
                .flatMap(frame -> frame.entries().stream().map(Entry::seq))
                .toList();
    }

    static List<Long> seqs(Contents contents, UserId peer) {
        return contents.frames().stream()
                .filter(frame -> frame.peer().equals(peer))
                .flatMap(frame -> frame.entries().stream().map(Entry::seq))
                .toList();
    }

    /// Returns the rows.
    InMemoryConversations conversations() {
        return ports.conversations();
    }
}
