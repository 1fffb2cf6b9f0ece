package chat.simulation;

import chat.domain.Connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The Connections stream and its mapping to the function that delivers: at least once, in batches
/// that are delayed, split and retried from the lowest failed record on.
final class ConnectionsStream {
    private static final int BATCH_MAX = 10;
    private static final int RETRIES_MAX = 5;
    private static final Duration DELAY = Duration.ofMillis(150);
    private static final Duration LATE = Duration.ofSeconds(40);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    private final World world;
    private final List<Connection> waiting = new ArrayList<>();
    private final Set<String> given = new HashSet<>();

    private record Batch(List<Connection> records, int attempt, long since) {
        Batch of(List<Connection> some) {
            return new Batch(List.copyOf(some), attempt, since);
        }

        Batch again() {
            return new Batch(records, attempt + 1, since);
        }
    }

    ConnectionsStream(World world) {
        this.world = world;
    }

    /// A row was inserted.
    void inserted(Connection connection) {
        waiting.add(connection);
        Duration delay = world.strikes(Fault.BATCH_LATE) ? LATE : DELAY;
        world.loop().after(world.dice().around(delay), this::poll);
    }

    private void poll() {
        if (waiting.isEmpty()) {
            return;
        }
        var some = waiting.subList(0, Math.min(BATCH_MAX, waiting.size()));
        var batch = new Batch(List.copyOf(some), 0, world.loop().now());
        some.clear();
        if (world.strikes(Fault.BATCH_TWICE)) {
            world.loop().after(world.dice().around(LATE), () -> invoke(batch));
        }
        if (world.strikes(Fault.BATCH_SPLIT)) {
            split(batch);
        } else {
            invoke(batch);
        }
    }

    private void invoke(Batch batch) {
        if (!batch.records().isEmpty()) {
            world.functions().deliver(batch.records(), failed -> ended(batch, failed));
        }
    }

    private void ended(Batch batch, Optional<List<Connection>> failed) {
        if (failed.isEmpty()) {
            retry(batch);
        } else if (!failed.get().isEmpty() && !world.alteration().ignoresPartialFailures()) {
            int lowest = batch.records().indexOf(failed.get().getFirst());
            retry(batch.of(batch.records().subList(lowest, batch.records().size())));
        }
    }

    private void retry(Batch batch) {
        boolean tooOld = world.loop().now() - batch.since() > Loop.micros(AGE_MAX);
        if (tooOld || batch.attempt() >= RETRIES_MAX) {
            world.trace("stream", () -> "gives up " + batch.records().size());
            batch.records().forEach(connection -> given.add(connection.id().value()));
            return;
        }
        world.loop().after(world.dice().around(RETRY), () -> split(batch.again()));
    }

    private void split(Batch batch) {
        int middle = batch.records().size() / 2;
        invoke(batch.of(batch.records().subList(0, middle)));
        invoke(batch.of(batch.records().subList(middle, batch.records().size())));
    }

    /// Whether the record of a connection went to the failure queue.
    boolean gaveUp(Socket socket) {
        return given.contains(socket.id().value());
    }
}
