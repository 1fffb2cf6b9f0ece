package chat.local.dev;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/// Writes lines on its own thread, so that callers need not wait for a terminal.
///
/// No line is lost: callers wait while some thousand lines are pending.
final class LineWriter implements AutoCloseable {
    private static final int WAITING_MAX = 8192;

    /// Time for which lines are collected before they are written together. It is too short to
    /// notice, and under load it saves a wake-up and a system call per line.
    private static final Duration GATHERING = Duration.ofMillis(5);

    private final BlockingQueue<Optional<Supplier<String>>> waiting =
            new ArrayBlockingQueue<>(WAITING_MAX);
    private final PrintStream out;
    private final Thread thread;

    LineWriter(PrintStream out) {
        this.out = out;
        this.thread = Thread.ofPlatform().daemon().name("request-log").start(this::write);
    }

    /// Adds a line; ignored after [#close].
    ///
    /// @param line computes the text, without a line break, on the writer's thread
    void add(Supplier<String> line) {
        put(Optional.of(line));
    }

    private void put(Optional<Supplier<String>> line) {
        if (!thread.isAlive()) {
            return;
        }
        try {
            waiting.put(line);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes the pending lines and stops.
    @Override
    public void close() {
        put(Optional.empty()); // The end marker.
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        var lines = new ArrayList<Optional<Supplier<String>>>();
        do {
            lines.clear();
            try {
                lines.add(waiting.take());
                Thread.sleep(GATHERING);
            } catch (InterruptedException stopping) {
                return;
            }
            waiting.drainTo(lines);
            print(lines);
        } while (!lines.contains(Optional.<Supplier<String>>empty()));
    }

    private void print(List<Optional<Supplier<String>>> lines) {
        var text = new StringBuilder();
        for (Optional<Supplier<String>> line : lines) {
            line.ifPresent(l -> text.append(l.get()).append(System.lineSeparator()));
        }
        out.print(text);
        out.flush();
    }
}
