package chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.jr.ob.JSON;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// No message is lost, duplicated or changed, and no receipt is false, under all faults.
///
/// `-Dchat.histories=1000000` runs more histories, `-Dchat.kind=FLOOD` only those of one
/// [RandomHistory.Kind]; `-Dchat.seed=42` runs one and writes its trace to a file.
final class SimulationTest {
    private static final int HISTORIES = 20_000;
    private static final int FAULTLESS_HISTORIES = 500;
    private static final int HIDING_HISTORIES = 300;
    private static final int MANY_PEERS_HISTORIES = 20;
    private static final int OVERLOAD_HISTORIES = 4;
    private static final int PROGRESS = 50_000;
    private static final int SHOWN_LINES = 150;
    private static final Optional<Long> SEED = Optional.ofNullable(Long.getLong("chat.seed"));
    private static final Optional<RandomHistory.Kind> KIND =
            Optional.ofNullable(System.getProperty("chat.kind")).map(RandomHistory.Kind::valueOf);

    @Test
    void everyHistoryKeepsEveryGuarantee() throws IOException {
        if (SEED.isPresent()) {
            replay(SEED.get());
            return;
        }
        long histories = Long.getLong("chat.histories", HISTORIES);
        Set<Long> failed = new ConcurrentSkipListSet<>();
        var events = new AtomicLong();
        var coverage = new AtomicReference<>(Coverage.NONE);
        var done = new AtomicLong();
        long start = System.nanoTime();

        LongStream.rangeClosed(1, histories)
                .parallel()
                .forEach(
                        seed -> {
                            var outcome = Simulation.run(seed, Alteration.NONE, KIND, false);
                            events.addAndGet(outcome.events());
                            coverage.accumulateAndGet(outcome.coverage(), Coverage::plus);
                            if (done.incrementAndGet() % PROGRESS == 0) {
                                System.out.printf("%d histories%n", done.get());
                            }
                            outcome.violation().ifPresent(_ -> failed.add(seed));
                        });

        Duration time = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "%d histories, %d events, %d s, %.0f histories/s%n",
                histories, events.get(), time.toSeconds(), histories * 1e9 / time.toNanos());
        assertThat(failed)
                .as(
                        () ->
                                "seeds "
                                        + failed.stream().limit(20).toList()
                                        + ", of which the first:\n"
                                        + Simulation.explain(
                                                failed.iterator().next(), KIND, SHOWN_LINES))
                .isEmpty();
        System.out.println(coverage.get());
        if (KIND.isEmpty() && histories >= HISTORIES) {
            assertEnough(coverage.get(), histories);
        }
    }

    /// Rare events are frequent enough to find mistakes that only they show.
    private static void assertEnough(Coverage coverage, long histories) {
        // On average the limits refuse a frame in every third history.
        assertThat(coverage.refused()).isGreaterThan(histories / 4);
        assertThat(coverage.lostRaces()).isGreaterThan(histories / 1_000);
        assertThat(coverage.midnights()).isGreaterThan(histories / 50);
        assertThat(coverage.operations()).isGreaterThan(coverage.entries() / 6);
        assertThat(coverage.removedEdits()).isGreaterThan(histories / 50);
        assertThat(coverage.goneTargets()).isGreaterThan(histories / 50);
    }

    /// Clients of these histories repair nothing, and a message must arrive within a bound.
    @Test
    void withoutFaultsNothingNeedsARepair() {
        assertNoneFails(RandomHistory.Kind.FAULTLESS, FAULTLESS_HISTORIES);
    }

    @Test
    void aDeviceOfAUserWithManyPeersLacksOnlyOldConversations() {
        assertNoneFails(RandomHistory.Kind.MANY_PEERS, MANY_PEERS_HISTORIES);
    }

    @Test
    void allDevicesOfAUserHideTheSameMessages() {
        assertNoneFails(RandomHistory.Kind.HIDING, HIDING_HISTORIES);
    }

    @Test
    void anOverloadEndsWithItsCause() {
        assertNoneFails(RandomHistory.Kind.OVERLOAD, OVERLOAD_HISTORIES);
    }

    private static void assertNoneFails(RandomHistory.Kind kind, int histories) {
        var only = Optional.of(kind);
        List<Long> failed =
                LongStream.rangeClosed(1, histories)
                        .parallel()
                        .filter(
                                seed ->
                                        Simulation.run(seed, Alteration.NONE, only, false)
                                                .violation()
                                                .isPresent())
                        .boxed()
                        .toList();

        assertThat(failed)
                .as(() -> Simulation.explain(failed.getFirst(), only, SHOWN_LINES))
                .isEmpty();
    }

    private static void replay(long seed) throws IOException {
        var outcome = Simulation.run(seed, Alteration.NONE, KIND, true);
        Path file = Path.of("target", "simulation-" + seed + ".txt");
        Files.write(file, outcome.trace());
        System.out.println(seed + ": see " + file.toAbsolutePath());
        assertThat(outcome.violation()).isEmpty();
    }

    @Test
    void aSeedAlwaysGivesTheSameHistory() {
        for (long seed = 1; seed <= 30; seed++) {
            List<String> first = Simulation.run(seed, Alteration.NONE, true).trace();
            List<String> second = Simulation.run(seed, Alteration.NONE, true).trace();

            assertThat(first).hasSizeGreaterThan(20).isEqualTo(second);
        }
    }

    /// The order of unordered collections differs from one JVM to the next.
    @Test
    void aSeedGivesTheSameHistoryInAnotherProcess() throws IOException, InterruptedException {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                Fingerprint.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();

        String print = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(other.waitFor()).isZero();
        assertThat(print).isEqualTo(Integer.toString(Fingerprint.ofTheFirstHistories()));
    }

    private static String classPath() {
        return Stream.of(
                        Fingerprint.class,
                        Entry.class,
                        JSON.class,
                        JsonFactory.class,
                        SqsClient.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void differentSeedsGiveDifferentHistories() {
        List<List<String>> traces =
                LongStream.rangeClosed(1, 30)
                        .mapToObj(seed -> Simulation.run(seed, Alteration.NONE, true).trace())
                        .toList();

        assertThat(traces).doesNotHaveDuplicates();
    }
}
