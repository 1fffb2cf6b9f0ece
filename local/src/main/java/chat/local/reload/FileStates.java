package chat.local.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/// Sizes and modification times of files at one moment, which are cheap to check.
record FileStates(Map<Path, State> files) {
    FileStates {
        files = Map.copyOf(files);
    }

    /// @param written the modification time
    record State(long bytes, FileTime written) {}

    /// The states of single files and of all files in folders. Missing files are left out.
    static FileStates of(Iterable<Path> paths) {
        var files = new HashMap<Path, State>();
        try {
            for (Path path : paths) {
                Files.walkFileTree(path, new Collector(files));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new FileStates(files);
    }

    /// Whether this equals the other, except that files were deleted.
    boolean isPartOf(FileStates other) {
        return other.files.entrySet().containsAll(files.entrySet());
    }

    /// Skips files that disappear during the walk, because a build may be running.
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Map<Path, State> files;

        Collector(Map<Path, State> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(file, new State(attributes.size(), attributes.lastModifiedTime()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException vanished) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException vanished) {
            return FileVisitResult.CONTINUE;
        }
    }
}
