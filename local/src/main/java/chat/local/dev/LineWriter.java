package chat.local.dev;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/// Writes lines on a thread of its own, so that who logs need not wait for a terminal.
///
/// No line is lost: when some thousand wait to be written, callers wait, too.
final class LineWriter implements AutoCloseable {
    private static final int WAITING_MAX = 8192;

    /// How long lines are gathered to be written at once: nobody sees it, and under load it saves a
    /// wake-up and a call of the operating system per line.
    private static final Duration GATHERING = Duration.ofMillis(5);

    private final BlockingQueue<Optional<Supplier<String>>> waiting =
            new ArrayBlockingQueue<>(WAITING_MAX);
    private final PrintStream out;
    private final Thread thread;

    LineWriter(PrintStream out) {
        this.out = out;
        this.thread = Thread.ofPlatform().daemon().name("request-log").start(this::write);
    }

    /// Adds a line; nothing after [#close].
    ///
    /// @param line is asked for the text, without its end, on the writer's thread
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

    /// Writes what waits, and ends.
    @Override
    public void close() {
        put(Optional.empty()); // The end.
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
