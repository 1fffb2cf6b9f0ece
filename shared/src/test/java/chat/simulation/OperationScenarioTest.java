package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.UserId;
import chat.port.MessageLog;
import chat.simulation.DeviceStore.Draft;
import chat.simulation.Forwarding.ToLog;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// Histories of operations written by hand: the most common questions about edits and removals. Ann
/// has two devices, Bob has one.
final class OperationScenarioTest {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final Pair CONVERSATION = new Pair(ANN, BOB);
    private static final Draft REMOVAL = new Draft(ReceivedEntry.REMOVE, "", 0, 1);
    private static final Draft EDIT = new Draft(ReceivedEntry.EDIT, "at seven", 0, 1);
    private static final Draft REACTION = new Draft(ReceivedEntry.REACTION, "👍", 0, 1);

    private SimulatedSystem system = new SimulatedSystem(1, Alteration.NONE, true);
    private Device phone = new Device(system, ANN, new DeviceId("ann-1"), true);
    private Device laptop = new Device(system, ANN, new DeviceId("ann-2"), true);
    private Device bob = new Device(system, BOB, new DeviceId("bob-1"), true);

    @BeforeEach
    void begin() {
        begin(Alteration.NONE);
    }

    private void begin(Alteration alteration) {
        system = new SimulatedSystem(1, alteration, true);
        system.users().addAll(List.of(ANN, BOB));
        phone = system.add(ANN, new DeviceId("ann-1"), true);
        laptop = system.add(ANN, new DeviceId("ann-2"), true);
        bob = system.add(BOB, new DeviceId("bob-1"), true);
        List.of(phone, laptop, bob).forEach(Device::start);
        run(Duration.ofSeconds(5));
    }

    private void run(Duration time) {
        system.loop().run(time);
    }

    private List<Entry> log() {
        return system.log(CONVERSATION);
    }

    private static DeviceFolds shown(Device device, UserId peer) {
        return device.store().conversation(peer).folds();
    }

    @Test
    void anEditAReactionAndARemovalAtTheSameMomentEndAlikeEverywhere() {
        phone.write(BOB, "at six");
        run(Duration.ofSeconds(5));

        phone.write(BOB, EDIT);
        laptop.write(BOB, REMOVAL);
        bob.write(ANN, REACTION);
        run(Duration.ofMinutes(1));

        assertThat(log()).hasSizeBetween(2, 4);
        assertThat(log().getFirst().fold().isRemoved()).isTrue();
        assertThat(shown(bob, ANN).text(1)).isEmpty();
        assertThat(shown(phone, BOB).text(1)).isEmpty();
        assertThat(log().toString()).doesNotContain("at six").doesNotContain("at seven");
        new QuiescenceChecker(system).check();
    }

    /// Pushes overtake one another, so an edit often comes before its target.
    @Test
    void anEditThatArrivesBeforeItsTargetIsShownOnceTheTargetIsThere() {
        system.conditions().rates(FaultRates.none().set(Fault.POST_OVERTAKES, 1));
        for (int i = 1; i <= 20; i++) {
            phone.write(BOB, "number " + i);
            phone.write(BOB, new Draft(ReceivedEntry.EDIT, "edited " + i, 0, 2L * i - 1));
        }
        run(Duration.ofMinutes(5));
        system.conditions().rates(FaultRates.none());
        run(Duration.ofMinutes(5));

        assertThat(log()).hasSize(40);
        for (int i = 1; i <= 20; i++) {
            assertThat(shown(bob, ANN).text(2L * i - 1)).isEqualTo("edited " + i);
        }
        new QuiescenceChecker(system).check();
    }

    /// The phone does not know that its message is in the log, and sends it again after the laptop
    /// has removed it.
    @Test
    void aRemovedMessageThatIsStillInAnOutboxDoesNotComeBack() {
        system.conditions().rates(FaultRates.none().set(Fault.REPLY_LOST, 1));
        phone.write(BOB, "secret");
        run(Duration.ofMillis(200));
        phone.stop(true);
        system.conditions().rates(FaultRates.none());
        assertThat(log()).hasSize(1);
        assertThat(phone.store().outbox(BOB)).hasSize(1);

        laptop.write(BOB, REMOVAL);
        run(Duration.ofSeconds(30));
        phone.start();
        run(Duration.ofMinutes(1));

        assertThat(phone.store().outbox(BOB)).isEmpty();
        assertThat(log()).hasSize(2);
        for (Device device : List.of(phone, laptop, bob)) {
            UserId peer = device.user().equals(ANN) ? BOB : ANN;
            assertThat(device.store().conversation(peer).entries().toString())
                    .doesNotContain("secret");
        }
        new QuiescenceChecker(system).check();
    }

    /// The function dies between the append and the fold, and the device never returns.
    @Test
    void aRemovalWhoseSenderDiesIsFinishedWithoutTheNextMessage() {
        begin(new DyingBeforeTheFold());
        phone.write(BOB, "secret");
        run(Duration.ofSeconds(5));

        phone.write(BOB, REMOVAL);
        run(Duration.ofMillis(500));
        phone.stop(true);
        run(Duration.ofMinutes(1));

        assertThat(log()).hasSize(2);
        assertThat(log().getFirst().body()).isEmpty();
        ConversationRow row = system.row(CONVERSATION.inverse()).orElseThrow();
        assertThat(row.lastSeq()).isEqualTo(2);
        assertThat(row.lastMessage().map(Preview::text)).contains("");
        new OperationChecker(system).checkTables();
    }

    /// Kills every function that sends, before it folds.
    private static final class DyingBeforeTheFold implements Alteration {
        private record Log(MessageLog to, Invocation invocation) implements ToLog {
            @Override
            public Entry fold(ConversationId conversation, Entry operation) {
                invocation.die("before the fold");
                return to.fold(conversation, operation);
            }
        }

        @Override
        public Ports ports(Ports ports, Invocation invocation, SimulatedSystem system) {
            return invocation.name().startsWith("send")
                    ? ports.with(new Log(ports.log(), invocation))
                    : ports;
        }
    }
}
