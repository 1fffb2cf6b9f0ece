package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.inmemory.InMemoryChat;
import chat.inmemory.VirtualThreadParallel;
import chat.port.Samples;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ServerFrame.Accepted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// The number of unread messages equals a count of the log.
final class UnreadTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = chat.online(ALICE, PHONE, "alice-phone");
    private final Caller laptop = chat.online(ALICE, LAPTOP, "alice-laptop");
    private final Caller bob = chat.online(BOB, PHONE, "bob-phone");

    /// Both users send and read concurrently. A row may lag during that time, but is exact
    /// afterwards.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void unreadIsExactAfterConcurrentWritesAndReads(long seed) {
        var random = new Random(seed);
        var parallel = new VirtualThreadParallel();
        InMemoryChat busy = chat.with(parallel);
        for (int round = 0; round < 10; round++) {
            long held = entries();
            List<Supplier<Boolean>> calls = new ArrayList<>();
            for (Caller caller : List.of(phone, laptop, bob)) {
                long number = round * 10L + calls.size();
                calls.add(() -> send(busy, caller, number, held));
                if (held > 0) {
                    long read = random.nextLong(held) + 1;
                    calls.add(() -> busy.ack(caller, peer(caller), held, read).isEmpty());
                }
            }
            assertThat(parallel.all(calls)).doesNotContain(false);

            assertThat(row(ALICE).unread()).isEqualTo(counted(ALICE));
            assertThat(row(BOB).unread()).isEqualTo(counted(BOB));
        }
    }

    @Test
    void ownMessagesAreNeverUnread() {
        chat.send(phone, BOB, 1, new Position.After(0));

        assertThat(row(ALICE).unread()).isZero();
        assertThat(row(BOB).unread()).isEqualTo(1);
    }

    /// The sender crashed between log and rows, but the entry was read: the rows lag until the next
    /// message.
    @Test
    void unreadIsNeverNegative() {
        chat.send(phone, BOB, 1, new Position.After(0));
        var log = chat.ports().log();
        var conversation = ConversationId.of(ALICE, BOB);
        log.append(
                conversation,
                Samples.next(log.find(conversation, 1), ALICE, Samples.text("not indexed")));

        chat.ack(bob, ALICE, 2, 2);
        assertThat(row(BOB).unread()).isZero();
        chat.send(phone, BOB, 3, new Position.After(2));

        assertThat(row(BOB).unread()).isEqualTo(1);
    }

    private static boolean send(InMemoryChat busy, Caller caller, long number, long after) {
        return busy.send(caller, peer(caller), number, new Position.After(after))
                instanceof Accepted;
    }

    private static UserId peer(Caller caller) {
        return caller.user().equals(ALICE) ? BOB : ALICE;
    }

    private long entries() {
        return chat.ports().log().entries(ConversationId.of(ALICE, BOB)).size();
    }

    private long counted(UserId reader) {
        long read = row(reader).receipt().read();
        return chat.ports().log().entries(ConversationId.of(ALICE, BOB)).stream()
                .filter(entry -> !entry.from().equals(reader))
                .filter(entry -> entry.seq() > read)
                .count();
    }

    private ConversationRow row(UserId user) {
        return chat.ports().conversations().row(user, user.equals(ALICE) ? BOB : ALICE);
    }
}
