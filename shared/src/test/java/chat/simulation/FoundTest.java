package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the simulation has found, each with a history that shows it: it fails if the old behaviour
/// is put back, and keeps every promise now. [MistakeTest] prints other seeds, should a change of
/// the stories make these harmless.
final class FoundTest {
    /// A process whose clock is ahead used up the deduplication ids of those whose clocks are not.
    @Test
    void clocksThatDifferDropNoRedelivery() {
        check(Mistake.DEDUPLICATED_BY_CLOCK_ALONE, 147);
    }

    /// A socket that was opening looked old, lost its row, and was told that it is caught up.
    @Test
    void aClockThatIsAheadTakesNoOpeningSocketForGone() {
        check(Mistake.OPENING_ROW_REMOVED_ON_410, 15);
    }

    /// A device started behind the first frame of its first drain, and acknowledged what was in it.
    @Test
    void aFrameThatOvertookTheFirstIsNoBase() {
        check(Mistake.AFTER_NAMES_THE_FRAME_BEFORE, 4);
    }

    /// A message first tried before the device had a base was looked for behind the base only.
    @Test
    void aBaseBeyondTheFirstTryMakesNoSecondMessage() {
        check(Mistake.AFTER_NOT_BOUND_TO_THE_FIRST_TRY, 48);
    }

    /// A drain by a record of the stream told who hides read receipts how far others had read.
    @Test
    void privacyThatChangedSinceTheConnectionBeganHoldsInItsFirstDrain() {
        check(Mistake.PRIVACY_READ_FROM_AN_OLD_RECORD, 325);
    }

    private static void check(Mistake mistake, long seed) {
        var before = Simulation.run(seed, mistake, mistake.kind(), false);
        var now = Simulation.run(seed, Alteration.NONE, mistake.kind(), false);

        assertThat(before.violation()).isPresent();
        assertThat(now.violation()).isEmpty();
    }
}
