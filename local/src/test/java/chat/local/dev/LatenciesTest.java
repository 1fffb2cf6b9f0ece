package chat.local.dev;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.dev.Latencies.Percentiles;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void withoutCallsThereAreNoPercentiles() {
        assertThat(latencies.percentiles()).isEqualTo(new Percentiles(0, 0));
    }

    @Test
    void percentilesUseTheNearestRank() {
        for (int i = 100; i > 0; i--) {
            latencies.add(Duration.ofMillis(i));
        }

        assertThat(latencies.percentiles()).isEqualTo(new Percentiles(50, 99));
    }

    @Test
    void onlyTheLast1024CallsCount() {
        latencies.add(Duration.ofHours(1));
        for (int i = 0; i < 1024; i++) {
            latencies.add(Duration.ofMillis(2));
        }

        assertThat(latencies.percentiles()).isEqualTo(new Percentiles(2, 2));
    }
}
