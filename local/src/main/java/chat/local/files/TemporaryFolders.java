package chat.local.files;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Temporary folders of this process, all in one folder that does not outlive it.
///
/// That folder is deleted when the process ends. If the process is killed, the next one deletes the
/// folder, which it recognizes by the released [FolderLock].
public final class TemporaryFolders {
    private static final Path ROOT =
            Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "chat-local-" + System.getProperty("user.name"));

    private static @Nullable Path ofThisProcess;

    private TemporaryFolders() {}

    /// Creates an empty folder, to be deleted by the caller when it is no longer needed.
    ///
    /// @param prefix the beginning of its name
    public static Path create(String prefix) throws IOException {
        return Files.createTempDirectory(ofThisProcess(), prefix);
    }

    /// The folder of this process, for files that are in use until it ends.
    public static synchronized Path ofThisProcess() throws IOException {
        Path folder = ofThisProcess;
        if (folder == null) {
            folder = open(ROOT);
            ofThisProcess = folder;
            // The JVM deletes these in reverse order, and a folder only if it is empty by then.
            ROOT.toFile().deleteOnExit();
            folder.toFile().deleteOnExit();
            folder.resolve(FolderLock.FILE).toFile().deleteOnExit();
        }
        return folder;
    }

    /// Deletes the folders below a root that no process has locked; then creates one and locks it
    /// for the rest of this process.
    static Path open(Path root) throws IOException {
        Files.createDirectories(root);
        deleteUnlocked(root);
        while (true) {
            Optional<Path> folder = locked(root);
            if (folder.isPresent()) {
                return folder.get();
            }
        }
    }

    /// Empty if another process deleted the folder before it was locked.
    private static Optional<Path> locked(Path root) throws IOException {
        try {
            Files.createDirectories(root);
            Path folder = Files.createTempDirectory(root, "");
            Optional<FolderLock> lock = FolderLock.take(folder);
            if (lock.isPresent() && Files.exists(folder)) {
                return Optional.of(folder);
            }
            if (lock.isPresent()) {
                lock.get().close();
            }
            return Optional.empty();
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        }
    }

    private static void deleteUnlocked(Path root) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
            for (Path folder : folders) {
                deleteIfUnlocked(folder);
            }
        }
    }

    private static void deleteIfUnlocked(Path folder) throws IOException {
        Optional<FolderLock> lock;
        try {
            lock = FolderLock.take(folder);
        } catch (NoSuchFileException deleted) {
            return; // By another process that starts at the same time.
        }
        if (lock.isPresent()) {
            Folders.delete(folder);
            lock.get().close();
        }
    }
}
