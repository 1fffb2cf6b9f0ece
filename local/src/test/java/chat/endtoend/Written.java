package chat.endtoend;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The output of the functions and the local runtime to standard output and standard error during
/// the end-to-end tests, and the texts that the tests' devices sent each other.
final class Written {
    private static final Path FILE = Path.of("target", "end-to-end.log");

    /// A shorter text may occur in a log by chance.
    private static final int LENGTH_MIN = 9;

    /// Enough texts, and few enough to search for quickly.
    private static final int TEXTS_MAX = 100;

    private static final Set<String> TEXTS = ConcurrentHashMap.newKeySet();

    private Written() {}

    /// Starts copying standard output and standard error.
    static void keep() {
        try {
            Files.createDirectories(FILE.getParent());
            var file = new FileOutputStream(FILE.toFile());
            System.setOut(new PrintStream(both(System.out, file), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(both(System.err, file), true, StandardCharsets.UTF_8));
        } catch (IOException noFile) {
            throw new UncheckedIOException(noFile);
        }
    }

    private static OutputStream both(OutputStream one, OutputStream other) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                one.write(bytes, offset, length);
                other.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                one.flush();
            }
        };
    }

    /// Records one of the first texts that a device sends to another.
    static void text(String text) {
        if (text.length() >= LENGTH_MIN && TEXTS.size() < TEXTS_MAX) {
            TEXTS.add(text);
        }
    }

    /// The texts that no log may contain.
    static Set<String> texts() {
        return Set.copyOf(TEXTS);
    }

    /// The lines so far.
    static List<String> lines() {
        try {
            return new String(Files.readAllBytes(FILE), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
