package chat.local.gateway;

import java.util.ArrayList;
import java.util.List;

/// Splits a text into pieces that fit into frames.
final class Frames {
    private Frames() {}

    /// Splits between characters, never inside one.
    ///
    /// @param bytesMax maximum bytes of UTF-8 per piece, at least 4
    /// @return at least one piece; concatenated, they are the text
    static List<String> of(String text, int bytesMax) {
        var frames = new ArrayList<String>();
        int start = 0;
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            int size = size(character);
            if (bytes + size > bytesMax) {
                frames.add(text.substring(start, i));
                start = i;
                bytes = 0;
            }
            bytes += size;
            i += Character.charCount(character);
        }
        frames.add(text.substring(start));
        return frames;
    }

    /// The size in UTF-8; a lone surrogate becomes one question mark.
    private static int size(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
