package chat.local.dev;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts what is written to it into lines, UTF-8. A line that has no end yet waits for it.
final class LineStream extends OutputStream {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final Consumer<String> lines;

    /// @param lines gets each line without its end
    LineStream(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int character) {
        if (character == '\n') {
            lines.accept(begun.toString(StandardCharsets.UTF_8).stripTrailing());
            begun.reset();
        } else {
            begun.write(character);
        }
    }

    @Override
    public synchronized void write(byte[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }
}
