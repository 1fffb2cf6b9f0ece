package chat.local.lambda;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The destination of the output of functions that run in their own processes. Each line is
/// prefixed with the function's name.
record FunctionLog(PrintStream out, PrintStream err) {
    private static final Logger log = LoggerFactory.getLogger(FunctionLog.class);

    /// Forwards standard output and standard error until the process closes them.
    void forward(String function, Process process) {
        forward(function, process.getInputStream(), out);
        forward(function, process.getErrorStream(), err);
    }

    /// One platform thread each, because reading a pipe would pin a virtual thread's carrier.
    private static void forward(String function, InputStream from, PrintStream to) {
        Thread.ofPlatform().daemon().name("log-" + function).start(() -> copy(function, from, to));
    }

    private static void copy(String function, InputStream from, PrintStream to) {
        try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                to.println(function + ": " + line);
            }
        } catch (IOException broken) {
            log.warn("{}: further output is lost", function, broken);
        }
    }
}
