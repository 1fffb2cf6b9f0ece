package chat.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class TemporaryFoldersTest {
    @TempDir Path root;

    @Test
    void aFolderThatAKilledProcessLeftIsDeletedAtTheNextStart() throws Exception {
        Path used = Files.createDirectory(root.resolve("used"));
        Path left = Files.createDirectory(root.resolve("left"));
        Files.writeString(Files.createDirectory(left.resolve("lib")).resolve("code.jar"), "");
        try (var _ = LockingProcess.start(used);
                var killed = LockingProcess.start(left)) {
            killed.kill();

            Path own = TemporaryFolders.open(root);

            assertThat(left).doesNotExist();
            assertThat(used).exists();
            assertThat(own).hasParent(root).exists();
        }
    }

    @Test
    void theFolderOfThisProcessIsNotDeletedByItself() throws Exception {
        Path first = TemporaryFolders.open(root);
        Path second = TemporaryFolders.open(root);

        assertThat(first).exists();
        assertThat(second).exists().isNotEqualTo(first);
    }
}
