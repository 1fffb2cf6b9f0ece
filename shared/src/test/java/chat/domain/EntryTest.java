package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

/// How an entry is derived from its predecessor.
class EntryTest {
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final Salt SALT = Salt.of(new byte[Salt.BYTES]);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void theFirstEntryHasNumberOne() {
        Entry first = Entry.next(Optional.empty(), draft(ALICE, 1, "hi"), SALT, NOON);

        assertThat(first.seq()).isEqualTo(1);
        assertThat(first.from()).isEqualTo(ALICE);
        assertThat(first.sentAt()).isEqualTo(NOON);
        assertThat(first.counts()).isEqualTo(new Counts(1, 0));
        assertThat(first.body()).contains(new Body.Text("hi"));
        assertThat(first.salt()).contains(SALT);
    }

    @Test
    void countsAreKeptPerMember() {
        Entry one = Entry.next(Optional.empty(), draft(ALICE, 1, "1"), SALT, NOON);
        Entry two = Entry.next(Optional.of(one), draft(ALICE, 2, "2"), SALT, NOON);
        Entry three = Entry.next(Optional.of(two), draft(BOB, 3, "3"), SALT, NOON);
        Entry four = Entry.next(Optional.of(three), draft(ALICE, 4, "4"), SALT, NOON);

        assertThat(four.seq()).isEqualTo(4);
        assertThat(two.counts()).isEqualTo(new Counts(2, 0));
        assertThat(three.counts()).isEqualTo(new Counts(1, 2));
        assertThat(three.countOf(ALICE)).isEqualTo(2);
        assertThat(three.countOf(BOB)).isEqualTo(1);
        assertThat(four.countOf(ALICE)).isEqualTo(3);
        assertThat(four.countOf(BOB)).isEqualTo(1);
    }

    @Test
    void timeNeverDecreases() {
        Entry one = Entry.next(Optional.empty(), draft(ALICE, 1, "1"), SALT, NOON);
        Entry earlier =
                Entry.next(Optional.of(one), draft(BOB, 2, "2"), SALT, NOON.minusSeconds(5));
        Entry later =
                Entry.next(Optional.of(earlier), draft(BOB, 3, "3"), SALT, NOON.plusMillis(1));

        assertThat(earlier.sentAt()).isEqualTo(NOON);
        assertThat(later.sentAt()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void timeIsInWholeMilliseconds() {
        Entry one =
                Entry.next(Optional.empty(), draft(ALICE, 1, "1"), SALT, NOON.plusNanos(1_999_999));

        assertThat(one.sentAt()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void theDigestDependsOnAllEarlierEntries() {
        Entry one = Entry.next(Optional.empty(), draft(ALICE, 1, "1"), SALT, NOON);
        Entry other = Entry.next(Optional.empty(), draft(ALICE, 1, "one"), SALT, NOON);
        Entry afterOne = Entry.next(Optional.of(one), draft(BOB, 2, "2"), SALT, NOON);
        Entry afterOther = Entry.next(Optional.of(other), draft(BOB, 2, "2"), SALT, NOON);

        assertThat(afterOne.bodyHash()).isEqualTo(afterOther.bodyHash());
        assertThat(afterOne.digest()).isNotEqualTo(afterOther.digest());
    }

    @Test
    void theDigestDependsOnSenderIdAndTime() {
        Draft draft = draft(ALICE, 1, "1");
        Entry entry = Entry.next(Optional.empty(), draft, SALT, NOON);

        assertThat(Entry.next(Optional.empty(), draft, SALT, NOON).digest())
                .isEqualTo(entry.digest());
        assertThat(Entry.next(Optional.empty(), draft(BOB, 1, "1"), SALT, NOON).digest())
                .isNotEqualTo(entry.digest());
        assertThat(Entry.next(Optional.empty(), draft(ALICE, 2, "1"), SALT, NOON).digest())
                .isNotEqualTo(entry.digest());
        assertThat(Entry.next(Optional.empty(), draft, SALT, NOON.plusMillis(1)).digest())
                .isNotEqualTo(entry.digest());
    }

    @Test
    void anEntryMatchesADraftWithItsSenderAndId() {
        Draft draft = draft(ALICE, 1, "1");
        Entry entry = Entry.next(Optional.empty(), draft, SALT, NOON);

        assertThat(entry.isOf(ALICE, draft.clientMessageId())).isTrue();
        assertThat(entry.isOf(BOB, draft.clientMessageId())).isFalse();
        assertThat(entry.isOf(ALICE, draft(ALICE, 2, "1").clientMessageId())).isFalse();
    }

    private static Draft draft(UserId from, int number, String text) {
        var id = new ClientMessageId("00000000-0000-7000-8000-00000000000" + number);
        return new Draft(
                from, from.equals(ALICE) ? BOB : ALICE, id, Entry.NO_TARGET, new Body.Text(text));
    }
}
