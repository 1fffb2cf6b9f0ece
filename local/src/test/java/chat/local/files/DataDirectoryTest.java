package chat.local.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class DataDirectoryTest {
    @TempDir Path folder;

    @Test
    void aDirectoryThatAnotherProcessUsesIsRefusedAndNamed() throws Exception {
        try (var other = LockingProcess.start(folder)) {
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + other.id())
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void aKilledProcessReleasesTheDirectoryEvenIfItsChildIsRunning() throws Exception {
        try (var other = LockingProcess.start(folder)) {
            other.kill();

            DataDirectory.open(folder).close();
        }
    }

    @Test
    void theSameProcessCannotUseItTwice() throws Exception {
        try (var _ = DataDirectory.open(folder)) {
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        try (var again = DataDirectory.open(folder)) {
            assertThat(again).isNotNull();
        }
    }
}
