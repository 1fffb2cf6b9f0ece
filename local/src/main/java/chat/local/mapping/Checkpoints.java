package chat.local.mapping;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The position of each mapping in each shard, stored beside the tables. Streams survive a restart,
/// so mappings must resume at their position. Without a data directory nothing is stored.
///
/// Written at most five times a second, and at the end. After a crash some changes are delivered
/// again, as Lambda also may.
final class Checkpoints implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WRITE_EVERY = Duration.ofMillis(200);

    private final Optional<Path> file;
    private final Map<String, String> sequenceNumbers;
    private long writtenAtNanos = System.nanoTime() - WRITE_EVERY.toNanos();

    private Checkpoints(Optional<Path> file, Map<String, String> sequenceNumbers) {
        this.file = file;
        this.sequenceNumbers = sequenceNumbers;
    }

    static Checkpoints in(Optional<Path> dataDirectory) {
        Optional<Path> file = dataDirectory.map(dir -> dir.resolve("event-sources.json"));
        if (file.isEmpty() || !Files.exists(file.get())) {
            return new Checkpoints(file, new TreeMap<>());
        }
        try {
            var type = new TypeReference<TreeMap<String, String>>() {};
            return new Checkpoints(file, JSON.readValue(file.get().toFile(), type));
        } catch (IOException e) {
            throw new UncheckedIOException(file.get() + " is not readable", e);
        }
    }

    /// The last sequence number of a shard up to which no more work is needed.
    synchronized Optional<String> last(String mappingId, String shardId) {
        return Optional.ofNullable(sequenceNumbers.get(key(mappingId, shardId)));
    }

    synchronized void save(String mappingId, String shardId, String sequenceNumber) {
        sequenceNumbers.put(key(mappingId, shardId), sequenceNumber);
        if (System.nanoTime() - writtenAtNanos >= WRITE_EVERY.toNanos()) {
            write();
        }
    }

    @Override
    public synchronized void close() {
        write();
    }

    private void write() {
        file.ifPresent(this::write);
        writtenAtNanos = System.nanoTime();
    }

    private void write(Path target) {
        Path written = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.write(written, JSON.writeValueAsBytes(sequenceNumbers));
            Files.move(
                    written,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String mappingId, String shardId) {
        return mappingId + " " + shardId;
    }
}
