package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressTest {
    final Progress progress = new Progress();

    @Test
    void theCheckpointStopsBeforeTheFirstUnfinishedRecord() {
        progress.begin("1");
        progress.begin("2");
        progress.begin("3");

        assertThat(progress.end("2")).isEmpty();
        assertThat(progress.end("1")).contains("2");
        assertThat(progress.isIdle()).isFalse();
        assertThat(progress.end("3")).contains("3");
        assertThat(progress.isIdle()).isTrue();
    }
}
