package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Connection;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.port.Connections;
import chat.port.ConversationIndex;
import chat.simulation.Forwarding.ToIndex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Histories written by hand: the most common questions about delivery.
final class ScenarioTest {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final Pair CONVERSATION = new Pair(ANN, BOB);

    private SimulatedSystem system = new SimulatedSystem(1, Alteration.NONE, true);
    private Device ann = new Device(system, ANN, new DeviceId("ann-1"), true);
    private Device bob = new Device(system, BOB, new DeviceId("bob-1"), true);

    @Test
    void messagesSentDuringASilentNetworkCutArriveAfterIt() {
        begin(Alteration.NONE);

        bob.stop(true);
        IntStream.rangeClosed(1, 10).forEach(number -> ann.write(BOB, "number " + number));
        run(Duration.ofMinutes(11));
        assertThat(ann.store().outbox(BOB)).isEmpty();
        assertThat(ann.store().conversation(BOB).peerDelivered()).isZero();
        bob.start();
        run(Duration.ofSeconds(2));

        assertThat(bob.store().conversation(ANN).held()).isEqualTo(10);
        assertThat(ann.store().conversation(BOB).peerDelivered()).isEqualTo(10);
        new QuiescenceChecker(system).check();
    }

    /// The device is not restarted: its ping times out, and so does the gateway's idle timer.
    @Test
    void aRunningClientDetectsASilentNetworkCut() {
        begin(Alteration.NONE);

        bob.connections().cutWires();
        IntStream.rangeClosed(1, 10).forEach(number -> ann.write(BOB, "number " + number));
        run(Duration.ofMinutes(11));

        assertThat(bob.store().conversation(ANN).held()).isEqualTo(10);
        new QuiescenceChecker(system).check();
    }

    @Test
    void duplicateStreamBatchesChangeNothing() {
        begin(Alteration.NONE);
        system.conditions().rates(FaultRates.none().set(Fault.BATCH_TWICE, 1));

        for (int i = 1; i <= 10; i++) {
            (i % 2 == 0 ? ann : bob).stop(false);
            (i % 2 == 0 ? bob : ann).write(i % 2 == 0 ? ANN : BOB, "number " + i);
            run(Duration.ofSeconds(2));
            (i % 2 == 0 ? ann : bob).start();
            run(Duration.ofSeconds(5));
        }
        run(Duration.ofMinutes(5));

        assertThat(log()).hasSize(10);
        new QuiescenceChecker(system).check();
    }

    @Test
    void aMessageRetriedADayLaterIsStoredOnce() {
        begin(Alteration.NONE);
        ann.write(BOB, "before");
        run(Duration.ofSeconds(5));

        system.conditions().rates(FaultRates.none().set(Fault.REPLY_LOST, 1));
        ann.write(BOB, "the one");
        run(Duration.ofSeconds(1));
        ann.stop(true);
        system.conditions().rates(FaultRates.none());
        for (int i = 1; i <= 30; i++) {
            bob.write(ANN, "number " + i);
        }
        run(Duration.ofDays(1));
        assertThat(ann.store().outbox(BOB)).hasSize(1);
        ann.start();
        run(Duration.ofMinutes(1));

        assertThat(ann.store().outbox(BOB)).isEmpty();
        assertThat(log()).hasSize(32).filteredOn(e -> e.from().equals(ANN)).hasSize(2);
        new QuiescenceChecker(system).check();
    }

    /// The entry was never accepted and arrives with the next one.
    @Test
    void aSenderThatDiesAfterTheAppendLeavesNoGap() {
        begin(new DyingBeforeTheRows());
        ann.write(BOB, "the last of ann");
        run(Duration.ofMillis(500));
        ann.stop(true);
        run(Duration.ofMinutes(1));
        assertThat(log()).hasSize(1);
        assertThat(bob.store().conversation(ANN).held()).isZero();

        bob.write(ANN, "the next one");
        run(Duration.ofMinutes(1));

        assertThat(log()).extracting(Entry::from).containsExactly(ANN, BOB);
        assertThat(bob.store().conversation(ANN).held()).isEqualTo(2);
        assertThat(bob.store().conversation(ANN).entries().firstEntry().getValue().text())
                .isEqualTo("the last of ann");
        new QuiescenceChecker(system).check();
    }

    /// Kills the function between log and rows, for one user.
    private static final class DyingBeforeTheRows implements Alteration {
        private record Index(ConversationIndex to, Invocation invocation) implements ToIndex {
            @Override
            public boolean index(UserId user, UserId peer, Entry entry, Instant now) {
                if (entry.from().equals(ANN)) {
                    invocation.die("before the rows");
                }
                return to.index(user, peer, entry, now);
            }

            @Override
            public boolean indexFrom(
                    DeviceId device, UserId user, UserId peer, Entry entry, Instant now) {
                return index(user, peer, entry, now);
            }
        }

        @Override
        public Ports ports(Ports ports, Invocation invocation, SimulatedSystem system) {
            return ports.with(new Index(ports.index(), invocation));
        }
    }

    /// The push finds no connection, or one that is not open: the catch-up must find the message.
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 100, 150, 200})
    void aConnectionThatOpensDuringASendReceivesTheMessage(int millis) {
        begin(Alteration.NONE);
        bob.stop(false);
        run(Duration.ofSeconds(5));

        system.loop().after(Duration.ofMillis(millis), () -> ann.write(BOB, "now"));
        bob.start();
        run(Duration.ofSeconds(2));

        assertThat(bob.store().conversation(ANN).held()).isEqualTo(1);
        assertThat(ann.store().conversation(BOB).peerDelivered()).isEqualTo(1);
        run(Duration.ofMinutes(5));
        new QuiescenceChecker(system).check();
    }

    /// The connection opens after the rows are written and before the connections are read.
    @Test
    void aConnectionThatOpensBetweenTheSendersWriteAndReadReceivesTheMessage() {
        var opening = new OpeningBeforeTheRead();
        begin(opening);
        bob.stop(false);
        run(Duration.ofSeconds(5));
        opening.toOpen = Optional.of(bob);

        ann.write(BOB, "now");
        run(Duration.ofSeconds(5));

        assertThat(opening.happened).isTrue();
        assertThat(bob.store().conversation(ANN).held()).isEqualTo(1);
        run(Duration.ofMinutes(5));
        new QuiescenceChecker(system).check();
    }

    /// Connects a device, and completes its catch-up, while a sender waits to read connections.
    private static final class OpeningBeforeTheRead implements Alteration {
        private Optional<Device> toOpen = Optional.empty();
        private boolean happened;

        private record Opened(
                Connections to, Invocation invocation, OpeningBeforeTheRead alteration)
                implements Forwarding.ToConnections {
            @Override
            public List<Connection> of(UserId user) {
                if (alteration.toOpen.isPresent() && user.equals(BOB)) {
                    alteration.toOpen.get().start();
                    alteration.toOpen = Optional.empty();
                    alteration.happened = true;
                    invocation.pause(EventLoop.micros(Duration.ofSeconds(1)));
                }
                return to.of(user);
            }
        }

        @Override
        public Ports ports(Ports ports, Invocation invocation, SimulatedSystem system) {
            return invocation.name().startsWith("send")
                    ? ports.with(new Opened(ports.connections(), invocation, this))
                    : ports;
        }
    }

    /// It receives the last page only, and acknowledges it: the receipt must still be true.
    @Test
    void aNewDeviceAcknowledgesOnlyEntriesSomeDeviceHolds() {
        begin(Alteration.NONE);
        ann.write(BOB, "seen");
        run(Duration.ofSeconds(20));
        bob.stop(true);
        for (int i = 1; i <= 70; i++) {
            ann.write(BOB, "number " + i);
        }
        run(Duration.ofMinutes(1));
        assertThat(log()).hasSize(71);
        assertThat(ann.store().conversation(BOB).peerDelivered()).isEqualTo(1);

        Device phone = system.add(BOB, new DeviceId("bob-2"), true);
        phone.start();
        run(Duration.ofMinutes(1));

        ConversationReplica conversation = phone.store().conversation(ANN);
        assertThat(conversation.base()).hasValue(1);
        assertThat(conversation.held()).isEqualTo(71);
        assertThat(ann.store().conversation(BOB).peerDelivered()).isEqualTo(71);
        assertThat(row().receipt()).isEqualTo(new Receipt(71, conversation.read()));
    }

    private ConversationRow row() {
        return system.tables().conversations().find(BOB, ANN).orElseThrow();
    }

    private List<Entry> log() {
        return system.tables().log().entries(system.tables().conversationId(CONVERSATION));
    }

    private void begin(Alteration alteration) {
        system = new SimulatedSystem(1, alteration, true);
        system.users().addAll(List.of(ANN, BOB));
        ann = system.add(ANN, new DeviceId("ann-1"), true);
        bob = system.add(BOB, new DeviceId("bob-1"), true);
        ann.start();
        bob.start();
        run(Duration.ofSeconds(5));
    }

    private void run(Duration time) {
        system.loop().run(time);
    }
}
