package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Fuzzed events: batches of streams and queues, handshakes and operator commands. A bad record
/// does not fail the others of its batch, rejected events change nothing, and no secret is logged.
/// `-Dchat.fuzz=1000000` sets the number of events of each kind.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class EventFuzzTest {
    private static final int INPUTS = Integer.getInteger("chat.fuzz", 1_000);
    private static final int PER_SCENE = 50;
    private static final long SEED = 1;

    @ParameterizedTest
    @EnumSource
    void fuzzedBatchesBreakNoInvariant(EventSource source) {
        var batches = new FuzzedBatches(source, SEED);
        int read = 0;
        for (int number = 0; number < INPUTS / PER_SCENE; number++) {
            var scene = new BatchScene(source);
            for (int i = 0; i < PER_SCENE; i++) {
                var batch = batches.next();
                try {
                    read += scene.take(batch) ? 1 : 0;
                } catch (RuntimeException | AssertionError found) {
                    throw new AssertionError("seed " + SEED + ": " + batch.json(), found);
                }
            }
        }
        assertThat(read).as("batches that reach the function").isGreaterThan(INPUTS / 4);
    }

    @Test
    void fuzzedHandshakesBreakNoInvariant() {
        try (var issuer = new TestIssuer()) {
            var handshakes = new FuzzedHandshakes(issuer, SEED);
            Map<Integer, Integer> statuses = new TreeMap<>();
            for (int number = 0; number < INPUTS / PER_SCENE; number++) {
                var scene = new HandshakeScene(issuer);
                for (int i = 0; i < PER_SCENE; i++) {
                    var handshake = handshakes.next();
                    try {
                        statuses.merge(scene.connect(handshake), 1, Integer::sum);
                    } catch (RuntimeException | AssertionError found) {
                        throw new AssertionError("seed " + SEED + ": " + handshake, found);
                    }
                }
                scene.checkLog();
            }
            assertThat(statuses).containsOnlyKeys(200, 400, 401);
            assertThat(statuses.values()).allMatch(count -> count > INPUTS / 20);
        }
    }

    @Test
    void fuzzedCommandsBreakNoInvariant() {
        var random = new Random(SEED);
        int done = 0;
        for (int number = 0; number < INPUTS / PER_SCENE; number++) {
            var scene = new CommandScene(random);
            for (int i = 0; i < PER_SCENE; i++) {
                done += scene.command() ? 1 : 0;
            }
        }
        assertThat(done).isBetween(INPUTS / 10, INPUTS - INPUTS / 10);
    }
}
