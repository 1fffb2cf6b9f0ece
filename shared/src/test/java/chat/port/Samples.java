package chat.port;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.Draft;
import chat.domain.Entry;
import chat.domain.Operation;
import chat.domain.Salt;
import chat.domain.UserId;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Users, devices and messages used by tests.
public final class Samples {
    public static final UserId ALICE = new UserId("alice");
    public static final UserId BOB = new UserId("bob");
    public static final UserId CAROL = new UserId("carol");
    public static final ConversationId CONVERSATION = ConversationId.of(ALICE, BOB);
    public static final DeviceId PHONE = new DeviceId("phone");
    public static final DeviceId LAPTOP = new DeviceId("laptop");

    /// The start time of tests: noon, so that a few more minutes stay on the same day.
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    /// Valid user ids with unusual characters or lengths.
    public static final List<UserId> ODD_USERS =
            List.of(
                    new UserId(" "),
                    new UserId("a b"),
                    new UserId("it's \"quoted\""),
                    new UserId("#a#b:c"),
                    new UserId("auth0|5f7c$%{}[]\\"),
                    new UserId("~".repeat(UserId.LENGTH_MAX)));

    private Samples() {}

    /// Returns a text body.
    public static Body.Content text(String text) {
        return new Body.Text(text);
    }

    /// Returns the body of an entry whose body has a known type.
    public static Body.Content contentOf(Entry entry) {
        return (Body.Content) entry.body().orElseThrow();
    }

    /// Returns an id derived from the number.
    public static ClientMessageId id(long number) {
        return new ClientMessageId(new UUID(0, number).toString());
    }

    /// Returns a salt derived from the number.
    public static Salt salt(long number) {
        return Salt.of(ByteBuffer.allocate(Salt.BYTES).putLong(Long.BYTES, number).array());
    }

    /// Returns the entry after `tail`, with an id and a salt derived from its sequence number.
    public static Entry next(Optional<Entry> tail, UserId from, Body.Content body) {
        long seq = tail.map(Entry::seq).orElse(0L) + 1;
        return Entry.next(tail, draft(from, id(seq), body), salt(seq), NOON.plusMillis(seq));
    }

    /// Returns the first entries of a log; Alice and Bob alternate as senders.
    public static List<Entry> entries(int count) {
        return entries(count, text("hello"));
    }

    /// Returns the first entries of a log, all with the same body.
    public static List<Entry> entries(int count, Body.Content body) {
        var entries = new ArrayList<Entry>();
        for (int seq = 1; seq <= count; seq++) {
            var tail = entries.isEmpty() ? Optional.<Entry>empty() : Optional.of(entries.getLast());
            entries.add(next(tail, seq % 2 == 1 ? ALICE : BOB, body));
        }
        return entries;
    }

    /// Returns the entry with this sequence number.
    public static Entry entry(int seq) {
        return entries(seq).getLast();
    }

    /// Returns the entry after its message was erased.
    public static Entry erased(Entry entry) {
        return entry.erased();
    }

    /// Returns a message without a target, from one of Alice, Bob and others to one of the two.
    public static Draft draft(UserId from, ClientMessageId id, Body.Content body) {
        return new Draft(from, from.equals(BOB) ? ALICE : BOB, id, Entry.NO_TARGET, body);
    }

    /// Returns the draft that became the entry.
    public static Draft draftOf(Entry entry) {
        UserId to =
                entry.operation().map(Operation::to).orElse(entry.from().equals(BOB) ? ALICE : BOB);
        return new Draft(
                entry.from(), to, entry.clientMessageId(), entry.target(), contentOf(entry));
    }

    /// Returns the operation after `tail`, with an id and a salt derived from its sequence number.
    public static Entry operation(Entry tail, UserId from, long target, Body.Content body) {
        long seq = tail.seq() + 1;
        UserId to = from.equals(BOB) ? ALICE : BOB;
        return Entry.next(
                Optional.of(tail),
                new Draft(from, to, id(seq), target, body),
                salt(seq),
                NOON.plusMillis(seq));
    }
}
