package chat.local.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An exclusive lock on a folder, held by one process at a time.
///
/// The operating system releases it when the process ends, even if the process is killed. Child
/// processes do not inherit it: on POSIX systems a record lock belongs to one process, and the JDK
/// closes all files in its children.
public final class FolderLock implements AutoCloseable {
    static final String FILE = "lock";

    /// The channels of the folders locked by this JVM. The operating system cannot refuse a second
    /// lock of the same process, and would release the first one when the second file is closed.
    /// The garbage collector closes a channel that nothing refers to, which would release its lock.
    private static final Map<Path, FileChannel> HELD = new HashMap<>();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Locks a folder, which must exist.
    ///
    /// @return empty if the lock is taken, by another process or by this one
    /// @throws IOException if the folder is missing or its lock file cannot be written
    public static Optional<FolderLock> take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        synchronized (HELD) {
            if (HELD.containsKey(real)) {
                return Optional.empty();
            }
            Optional<FileChannel> locked = locked(real);
            locked.ifPresent(channel -> HELD.put(real, channel));
            return locked.map(channel -> new FolderLock(real, channel));
        }
    }

    private static Optional<FileChannel> locked(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve(FILE), CREATE, WRITE);
        try {
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
            return Optional.of(channel);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /// The id of the process that took the lock last; empty if none ever did.
    public static Optional<String> holder(Path folder) throws IOException {
        try {
            String id = Files.readString(folder.resolve(FILE));
            return Optional.of(id).filter(known -> !known.isEmpty());
        } catch (NoSuchFileException neverLocked) {
            return Optional.empty();
        }
    }

    /// Releases the lock. Its file stays, because another process may be about to lock it.
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            channel.close();
            HELD.remove(folder, channel);
        }
    }
}
