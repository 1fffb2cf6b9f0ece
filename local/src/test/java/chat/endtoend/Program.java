package chat.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The result of a program that has exited.
///
/// @param output the content of its standard output
record Program(int exitCode, String output) {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /// Runs a program, and kills it if it hangs.
    ///
    /// @param input the content of its standard input
    static Program run(String input, List<String> command) {
        return run(input, command, Map.of());
    }

    /// Runs a program with additional environment variables.
    static Program run(String input, List<String> command, Map<String, String> variables) {
        try {
            Path output = Files.createTempFile("chat-program", ".txt");
            var builder = new ProcessBuilder(command).redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            var process = builder.start();
            try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                stdin.write(input);
            }
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            String text = Files.readString(output);
            Files.delete(output);
            return new Program(process.waitFor(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
