package chat.local.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of `--data`, used by one process at a time: two would overwrite each other's tables.
public final class DataDirectory {
    private DataDirectory() {}

    /// Creates the folder if it is missing, and locks it.
    ///
    /// @throws IllegalStateException if another process uses it; the message names the folder, the
    ///   process and what to do
    public static FolderLock open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var lock = FolderLock.take(folder);
        if (lock.isPresent()) {
            return lock.get();
        }
        String process = FolderLock.holder(folder).map(id -> " " + id).orElse("");
        throw new IllegalStateException(
                "the data directory %s is in use by process%s. Stop that process, or choose another directory: ./chat local --data DIR"
                        .formatted(folder.toAbsolutePath().normalize(), process));
    }
}
