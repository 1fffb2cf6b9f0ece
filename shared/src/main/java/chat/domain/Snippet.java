package chat.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The part of a text around the first match.
///
/// @param text at most [#BYTES_MAX] bytes of UTF-8
/// @param matches the places that match, in `text`
public record Snippet(String text, List<Match> matches) {
    /// The size limit. Fifty of them, if JSON need not escape them, fit into one frame.
    public static final int BYTES_MAX = 300;

    private static final String LEFT_OUT = "…";
    private static final int LEFT_OUT_BYTES = bytes(LEFT_OUT);

    /// The text shown before the first match.
    private static final int BYTES_BEFORE = 60;

    public Snippet {
        matches = List.copyOf(matches);
    }

    /// Cuts a text between characters (code points).
    ///
    /// @param matches in `text`, ascending, at least one
    public static Snippet of(String text, List<Match> matches) {
        if (bytes(text) <= BYTES_MAX) {
            return new Snippet(text, matches);
        }
        int first = matches.getFirst().start();
        int start = back(text, first, BYTES_BEFORE);
        int room = BYTES_MAX - (start > 0 ? LEFT_OUT_BYTES : 0);
        int end = forward(text, start, room);
        if (end < text.length()) {
            end = forward(text, start, room - LEFT_OUT_BYTES);
        } else {
            start = back(text, end, BYTES_MAX - LEFT_OUT_BYTES);
        }
        return cut(text, start, end, matches);
    }

    private static Snippet cut(String text, int start, int end, List<Match> matches) {
        String before = start > 0 ? LEFT_OUT : "";
        String after = end < text.length() ? LEFT_OUT : "";
        int shift = before.length() - start;
        var shown =
                matches.stream()
                        .filter(match -> match.start() < end && match.end() > start)
                        .map(
                                match ->
                                        new Match(
                                                Math.max(match.start(), start) + shift,
                                                Math.min(match.end(), end) + shift))
                        .toList();
        return new Snippet(before + text.substring(start, end) + after, shown);
    }

    /// The position before `from` from which at most `room` bytes lead to it.
    private static int back(String text, int from, int room) {
        int at = from;
        int left = room;
        while (at > 0) {
            int previous = text.codePointBefore(at);
            left -= bytes(previous);
            if (left < 0) {
                return at;
            }
            at -= Character.charCount(previous);
        }
        return at;
    }

    /// The position after `from` that is at most `room` bytes away.
    private static int forward(String text, int from, int room) {
        int at = from;
        int left = room;
        while (at < text.length()) {
            int next = text.codePointAt(at);
            left -= bytes(next);
            if (left < 0) {
                return at;
            }
            at += Character.charCount(next);
        }
        return at;
    }

    private static int bytes(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "Snippet[" + text.length() + "]";
    }
}
