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

/// All that functions and local runtime write to standard output and standard error while the
/// end-to-end tests run, and what the tests' devices wrote each other.
final class Written {
    private static final Path FILE = Path.of("target", "end-to-end.log");

    /// A shorter text may stand in a log by chance.
    private static final int TELLING_LENGTH = 9;

    /// So many are enough, and looked for in no time.
    private static final int TEXTS_MAX = 100;

    private static final Set<String> TEXTS = ConcurrentHashMap.newKeySet();

    private Written() {}

    /// Begins to keep what is written, beside writing it where it was written before.
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

    /// Notes a text that a device sends to another, one of the first.
    static void text(String text) {
        if (text.length() >= TELLING_LENGTH && TEXTS.size() < TEXTS_MAX) {
            TEXTS.add(text);
        }
    }

    /// The texts that no log may hold.
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
