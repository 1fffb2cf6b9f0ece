package chat.local.dev;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Splits its UTF-8 input into lines. An incomplete line is kept until its end arrives.
final class LineStream extends OutputStream {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final Consumer<String> lines;

    /// @param lines receives each line without its line break
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
