package chat.local.lambda;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The destination of the output of functions that run in their own processes. Each line is
/// prefixed with the function's name.
final class FunctionLog {
    private static final Logger log = LoggerFactory.getLogger(FunctionLog.class);

    /// The time to wait for the last lines of processes that have ended.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PrintStream out;
    private final PrintStream err;
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();

    FunctionLog(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Forwards standard output and standard error until the process closes them.
    void forward(String function, Process process) {
        forward(function, process.getInputStream(), out);
        forward(function, process.getErrorStream(), err);
    }

    /// Waits until the last lines of ended processes are forwarded, at most a second.
    void awaitEnd() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Thread reader : readers) {
                var _ = reader.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// One platform thread each, because reading a pipe would pin a virtual thread's carrier.
    private void forward(String function, InputStream from, PrintStream to) {
        var reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("log-" + function)
                        .unstarted(() -> copy(function, from, to));
        readers.add(reader);
        reader.start();
    }

    private void copy(String function, InputStream from, PrintStream to) {
        try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                to.println(function + ": " + line);
            }
        } catch (IOException broken) {
            log.warn("{}: further output is lost", function, broken);
        } finally {
            readers.remove(Thread.currentThread());
        }
    }
}
