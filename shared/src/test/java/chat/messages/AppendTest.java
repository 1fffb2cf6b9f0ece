package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.NOON;
import static chat.port.Samples.entries;
import static chat.port.Samples.entry;
import static chat.port.Samples.id;
import static chat.port.Samples.salt;
import static chat.port.Samples.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConversationId;
import chat.domain.Draft;
import chat.domain.Entry;
import chat.inmemory.InMemoryMessageLog;
import chat.inmemory.Sent;
import chat.messages.Append.Found;
import chat.messages.Append.Written;
import chat.port.MessageLog;
import chat.port.Samples;
import chat.protocol.ClientFrame.Position;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class AppendTest {
    private static final Draft NEW = Samples.draft(ALICE, id(9_999), text("new"));

    private final CountingLog log = new CountingLog();
    private final List<Integer> pauses = new ArrayList<>();
    private final Append append = new Append(log, () -> salt(9_999), pauses::add);

    /// Counts reads and appends.
    private static final class CountingLog implements MessageLog {
        private final InMemoryMessageLog log = new InMemoryMessageLog();
        private int entriesRead;
        private int appends;
        private Runnable beforeAppend = () -> {};

        void fill(List<Entry> entries) {
            entries.forEach(entry -> log.append(CONVERSATION, entry));
        }

        @Override
        public AppendResult append(ConversationId conversation, Entry entry) {
            appends++;
            beforeAppend.run();
            return log.append(conversation, entry);
        }

        @Override
        public Optional<Entry> find(ConversationId conversation, long seq) {
            entriesRead++;
            return log.find(conversation, seq);
        }

        @Override
        public Optional<Entry> current(ConversationId conversation, long seq) {
            return find(conversation, seq);
        }

        @Override
        public Entry fold(ConversationId conversation, Entry operation) {
            return log.fold(conversation, operation);
        }

        @Override
        public void erase(ConversationId conversation, long seq) {
            log.erase(conversation, seq);
        }

        @Override
        public List<Entry> after(ConversationId conversation, long after, int limit) {
            return counted(log.after(conversation, after, limit));
        }

        @Override
        public List<Entry> newest(ConversationId conversation, long from, long before, int limit) {
            return counted(log.newest(conversation, from, before, limit));
        }

        private List<Entry> counted(List<Entry> entries) {
            entriesRead += entries.size();
            return entries;
        }
    }

    @Test
    void aCaughtUpDeviceReadsOneEntry() {
        log.fill(entries(1_500));

        assertThat(look(NEW, new Position.After(1_500))).isEqualTo(absent(entry(1_500)));
        assertThat(log.entriesRead).isEqualTo(1);
    }

    @Test
    void anEmptyLogHasNoTail() {
        assertThat(look(NEW, new Position.After(0)))
                .isEqualTo(new Found.Absent(Optional.empty(), false));
        assertThat(look(NEW, new Position.Unknown()))
                .isEqualTo(new Found.Absent(Optional.empty(), false));
    }

    @Test
    void onlyEntriesTheDeviceDoesNotHoldAreCompared() {
        log.fill(entries(300));

        assertThat(look(draftOf(entry(202)), new Position.After(200)))
                .isEqualTo(new Found.Stored(entry(202)));
        assertThat(look(NEW, new Position.After(200))).isEqualTo(absent(entry(300)));
        assertThat(look(draftOf(entry(198)), new Position.After(200)))
                .isEqualTo(absent(entry(300)));
    }

    @Test
    void theFirstReadIsSmall() {
        log.fill(entries(300));

        look(draftOf(entry(300)), new Position.After(0));

        assertThat(log.entriesRead).isEqualTo(Append.FIRST_PAGE);
    }

    @Test
    void everyEntryAtAnyDistanceIsCompared() {
        log.fill(entries(120));

        for (int seq = 1; seq <= 120; seq++) {
            assertThat(look(draftOf(entry(seq)), new Position.After(0)))
                    .isEqualTo(new Found.Stored(entry(seq)));
        }
    }

    @Test
    void atMostAThousandEntriesAreRead() {
        log.fill(entries(1_001));

        assertThat(look(draftOf(entry(1)), new Position.After(0))).isEqualTo(new Found.TooMany());
        assertThat(log.entriesRead).isEqualTo(Append.COMPARED_MAX);
        assertThat(look(draftOf(entry(2)), new Position.After(2)))
                .isEqualTo(new Found.Stored(entry(2)));
    }

    @Test
    void withoutAPositionTheNewestFiveEntriesAreCompared() {
        log.fill(entries(20));

        assertThat(look(draftOf(entry(16)), new Position.Unknown()))
                .isEqualTo(new Found.Stored(entry(16)));
        assertThat(look(draftOf(entry(15)), new Position.Unknown())).isEqualTo(absent(entry(20)));
        assertThat(log.entriesRead).isEqualTo(10);
    }

    @Test
    void aMessageWithAKnownSequenceTakesOneRead() {
        log.fill(entries(300));

        assertThat(look(draftOf(entry(7)), new Position.At(7)))
                .isEqualTo(new Found.Stored(entry(7)));
        assertThat(look(draftOf(entry(7)), new Position.At(8)))
                .isEqualTo(new Found.Contradiction("seq"));
        assertThat(log.entriesRead).isEqualTo(2);
    }

    @Test
    void aLostRaceRetriesWithTheNextSequence() {
        log.fill(entries(3));

        Written written = append.write(CONVERSATION, NEW, Optional.of(entry(1)), NOON);

        assertThat(written).isEqualTo(new Written.InLog(log.log.find(CONVERSATION, 4).get()));
        assertThat(Sent.isChain(log.log.entries(CONVERSATION))).isTrue();
        assertThat(pauses).hasSize(1);
    }

    @Test
    void anEarlierAttemptIsFoundDuringARace() {
        log.fill(entries(3));

        Written written =
                append.write(CONVERSATION, draftOf(entry(3)), Optional.of(entry(1)), NOON);

        assertThat(written).isEqualTo(new Written.InLog(entry(3)));
        assertThat(log.log.entries(CONVERSATION)).hasSize(3);
    }

    @Test
    void aDistantTailIsReadInsteadOfTryingEverySequence() {
        log.fill(entries(900));

        Written written = append.write(CONVERSATION, NEW, Optional.empty(), NOON);

        assertThat(written).isEqualTo(new Written.InLog(log.log.find(CONVERSATION, 901).get()));
        assertThat(log.appends).isEqualTo(2);
    }

    @Test
    void anEarlierAttemptIsFoundBeforeADistantTail() {
        log.fill(entries(900));

        for (int seq : new int[] {4, 5, 6, 450, 899, 900}) {
            assertThat(append.write(CONVERSATION, draftOf(entry(seq)), Optional.empty(), NOON))
                    .isEqualTo(new Written.InLog(entry(seq)));
        }
    }

    @Test
    void aTailThatIsTooDistantIsAConflict() {
        log.fill(entries(1_100));

        assertThat(append.write(CONVERSATION, NEW, Optional.empty(), NOON))
                .isEqualTo(new Written.ContentionLost());
        assertThat(log.log.entries(CONVERSATION)).hasSize(1_100);
    }

    @Test
    void losingEveryRaceIsAnError() {
        log.beforeAppend =
                () -> {
                    int size = log.log.entries(CONVERSATION).size();
                    Optional<Entry> tail = log.log.find(CONVERSATION, size);
                    log.log.append(CONVERSATION, Samples.next(tail, BOB, text("faster")));
                };

        assertThat(append.write(CONVERSATION, NEW, Optional.empty(), NOON))
                .isEqualTo(new Written.ContentionLost());
        assertThat(log.appends).isEqualTo(Append.ATTEMPTS_MAX);
        assertThat(pauses).hasSize(Append.ATTEMPTS_MAX - 1).isSorted();
    }

    private Found look(Draft draft, Position position) {
        return append.look(CONVERSATION, draft, position);
    }

    private static Found absent(Entry tail) {
        return new Found.Absent(Optional.of(tail), false);
    }

    private static Draft draftOf(Entry entry) {
        return Samples.draftOf(entry);
    }
}
