package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The bugs that the simulation found, each with a history that breaks a guarantee with the old
/// behaviour and keeps all of them now. If a change of [RandomHistory] makes a seed harmless,
/// [MistakeTest] prints another.
final class FoundTest {
    /// A process whose clock is ahead used up the deduplication ids of processes whose clocks are
    /// not.
    @Test
    void differingClocksDropNoRedelivery() {
        check(Mistake.DEDUPLICATED_BY_CLOCK_ALONE, 636, "holds 2 of 3");
    }

    /// The row of a socket that was still opening was removed as if it were old, and the device
    /// received `caughtUp`.
    @Test
    void aClockThatIsAheadRemovesNoOpeningSocket() {
        check(Mistake.OPENING_ROW_REMOVED_ON_410, 240, "has no row");
    }

    /// A device set its base after the first frame of its first catch-up, and acknowledged the
    /// entries in it.
    @Test
    void anOvertakingFrameSetsNoBase() {
        check(Mistake.AFTER_NAMES_THE_PREVIOUS_FRAME, 678, "no device ever received");
    }

    /// A message first tried before the device had a base was looked up only beyond the base.
    @Test
    void aBaseBeyondTheFirstTryStoresNoDuplicate() {
        check(Mistake.AFTER_NOT_BOUND_TO_THE_FIRST_TRY, 122, "received twice");
    }

    /// A catch-up based on a record of the stream sent receipts to a user who hides read receipts.
    @Test
    void aPrivacyChangeAfterConnectAppliesToTheFirstCatchUp() {
        check(Mistake.PRIVACY_READ_FROM_AN_OLD_RECORD, 523, "hides read receipts");
    }

    /// @param violation part of the message: the history must show this mistake and no other
    private static void check(Mistake mistake, long seed, String violation) {
        var before = Simulation.run(seed, mistake, mistake.kind(), false);
        var now = Simulation.run(seed, Alteration.NONE, mistake.kind(), false);

        assertThat(before.violation())
                .hasValueSatisfying(broken -> assertThat(broken).hasMessageContaining(violation));
        assertThat(now.violation()).isEmpty();
    }
}
