package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;
import static chat.port.Samples.entry;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ActiveDay;
import chat.domain.Block;
import chat.domain.ConversationRow;
import chat.domain.Receipt;
import chat.domain.Relation;
import chat.domain.Setting;
import chat.domain.Settings;
import chat.inmemory.VirtualThreadParallel;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The contract of [ConversationSettings], including its effects on the other ports of the rows.
public interface ConversationSettingsContract {
    /// Returns the adapter under test, empty.
    ConversationSettings settings();

    /// Returns the index stored in the same rows.
    ConversationIndex index();

    /// Returns the list over the same rows.
    ConversationList list();

    /// Returns the receipts stored in the same rows.
    Receipts receipts();

    /// Returns the relations derived from the same rows.
    Relations relations();

    @Test
    default void aMissingRowHasDefaultSettings() {
        assertThat(settings().row(ALICE, BOB)).isEqualTo(ConversationRow.empty(ALICE, BOB));
    }

    @Test
    default void settingsNotInTheChangeAreKept() {
        settings().change(ALICE, BOB, Map.of(Setting.MUTED, true, Setting.PINNED, true), NOON);

        var row =
                settings()
                        .change(
                                ALICE,
                                BOB,
                                Map.of(Setting.MUTED, false, Setting.ARCHIVED, true),
                                NOON);

        assertThat(row.settings())
                .isEqualTo(new Settings(Set.of(Setting.PINNED, Setting.ARCHIVED), 2));
        assertThat(settings().row(ALICE, BOB)).isEqualTo(row);
        assertThat(settings().row(BOB, ALICE).settings()).isEqualTo(Settings.NONE);
    }

    @Test
    default void aChangeKeepsTheRestOfTheRow() {
        index().index(ALICE, BOB, entry(3), NOON);
        ConversationRow before = settings().row(ALICE, BOB);

        ConversationRow after = settings().change(ALICE, BOB, Map.of(Setting.MUTED, true), NOON);

        assertThat(after.lastMessage()).isEqualTo(before.lastMessage());
        assertThat(after.startedAt()).isEqualTo(before.startedAt());
        assertThat(after.peerMessages()).isEqualTo(before.peerMessages());
    }

    @Test
    default void concurrentChangesAreAllApplied() {
        List<Setting> all = List.of(Setting.values());

        new VirtualThreadParallel()
                .all(
                        Calls.each(
                                all,
                                setting ->
                                        settings()
                                                .change(ALICE, BOB, Map.of(setting, true), NOON)));

        assertThat(settings().row(ALICE, BOB).settings())
                .isEqualTo(new Settings(Set.copyOf(all), all.size()));
    }

    /// Devices that were offline receive only the rows of recently active conversations.
    @Test
    default void aChangeMakesAnOldConversationActive() {
        long today = ActiveDay.of(NOON);
        index().index(ALICE, BOB, entry(1), NOON.minus(Duration.ofDays(90)));
        assertThat(list().activeSince(ALICE, today - 1)).isEmpty();

        settings().change(ALICE, BOB, Map.of(Setting.MUTED, true), NOON);

        assertThat(list().activeSince(ALICE, today - 1))
                .containsExactly(new ConversationList.Place(today, BOB));
    }

    @Test
    default void aPeersBlockAddsNoRowToTheList() {
        receipts().setPeerBlock(ALICE, BOB, new Block(true, 1));

        assertThat(list().all(ALICE)).isEmpty();
        assertThat(list().find(ALICE, List.of(BOB))).isEmpty();
        assertThat(list().newest(ALICE, Optional.empty(), 10)).isEmpty();
        assertThat(index().find(ALICE, BOB).orElseThrow().peerBlock())
                .isEqualTo(new Block(true, 1));
    }

    @Test
    default void aPeersBlockDoesNotMakeARowActive() {
        long then = ActiveDay.of(NOON) - 90;
        index().index(ALICE, BOB, entry(1), NOON.minus(Duration.ofDays(90)));

        receipts().setPeerBlock(ALICE, BOB, new Block(true, 1));

        assertThat(list().newest(ALICE, Optional.empty(), 10))
                .containsExactly(new ConversationList.Place(then, BOB));
        assertThat(list().all(ALICE)).hasSize(1);
    }

    @Test
    default void theNewerOfTwoReorderedBlocksIsKept() {
        receipts().setPeerBlock(ALICE, BOB, new Block(false, 7));
        receipts().setPeerBlock(ALICE, BOB, new Block(true, 6));
        receipts().setPeerBlock(ALICE, BOB, new Block(true, 7));

        assertThat(settings().row(ALICE, BOB).peerBlock()).isEqualTo(new Block(false, 7));
    }

    @Test
    default void receiptsDoNotAdvanceWhileThePeerBlocks() {
        index().index(ALICE, BOB, entry(3), NOON);
        receipts().advancePeer(ALICE, BOB, new Receipt(1, 1), NOON);
        receipts().setPeerBlock(ALICE, BOB, new Block(true, 1));

        var blocked = receipts().advancePeer(ALICE, BOB, new Receipt(3, 2), NOON).row();

        assertThat(blocked.peerReceipt()).isEqualTo(new Receipt(1, 1));
        assertThat(blocked.peerBlock().on()).isTrue();
        receipts().setPeerBlock(ALICE, BOB, new Block(false, 2));
        assertThat(receipts().advancePeer(ALICE, BOB, new Receipt(3, 2), NOON).row().peerReceipt())
                .isEqualTo(new Receipt(3, 2));
    }

    @Test
    default void aRelationHasBothBlocksAndBothSenders() {
        index().index(ALICE, BOB, entry(1), NOON);
        receipts().setPeerBlock(ALICE, BOB, new Block(true, 1));
        settings().change(ALICE, CAROL, Map.of(Setting.BLOCKED, true), NOON);

        assertThat(relations().of(ALICE, List.of(BOB, CAROL)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                BOB, new Relation(true, false, false, true),
                                CAROL, new Relation(false, false, true, false)));
        assertThat(relations().of(BOB, List.of(ALICE)))
                .containsExactly(Map.entry(ALICE, Relation.NONE));
        assertThat(relations().of(ALICE, List.of())).isEmpty();
    }

    @Test
    default void aSenderIsNotAContactUntilAnswered() {
        index().index(BOB, ALICE, entry(1), NOON);
        assertThat(relations().of(BOB, List.of(ALICE)))
                .containsExactly(Map.entry(ALICE, new Relation(false, true, false, false)));

        index().index(BOB, ALICE, entry(2), NOON);
        assertThat(relations().of(BOB, List.of(ALICE)))
                .containsExactly(Map.entry(ALICE, new Relation(true, true, false, false)));
    }
}
