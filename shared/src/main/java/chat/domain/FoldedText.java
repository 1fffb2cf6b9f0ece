package chat.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text folded for search, with the places of its characters in the original. It is folded piece
/// by piece: a piece is one character with the marks that follow it.
public final class FoldedText {
    private final String text;
    private final int[] starts;
    private final int[] ends;

    private FoldedText(Places places) {
        this.text = places.text.toString();
        this.starts = places.starts;
        this.ends = places.ends;
    }

    /// Folds a text and keeps the places.
    public static FoldedText of(String original) {
        var places = new Places(original.length());
        fold(original, places);
        return new FoldedText(places);
    }

    /// Folds a text without its places, which is faster.
    public static String fold(String original) {
        var text = new StringBuilder(original.length());
        fold(
                original,
                (folded, _, _) -> {
                    for (int i = 0; i < folded.length(); i++) {
                        char unit = folded.charAt(i);
                        if (unit != ' ' || !endsWithSpace(text)) {
                            text.append(unit);
                        }
                    }
                });
        return text.toString();
    }

    /// The folded text.
    public String text() {
        return text;
    }

    /// The places in the original that match a word, ascending. Overlapping and adjacent ones are
    /// joined.
    ///
    /// @return empty if a word does not occur
    public List<Match> matches(List<String> words) {
        var found = new ArrayList<Match>();
        for (String word : words) {
            int before = found.size();
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                found.add(new Match(starts[at], ends[at + word.length() - 1]));
            }
            if (found.size() == before) {
                return List.of();
            }
        }
        return Match.joined(found);
    }

    /// Takes the pieces of a text one after another.
    @FunctionalInterface
    private interface Pieces {
        /// @param folded the piece after folding; may be empty
        /// @param start where the piece begins in the original
        /// @param end where it ends, exclusive
        void take(String folded, int start, int end);
    }

    private static void fold(String original, Pieces pieces) {
        int start = 0;
        while (start < original.length()) {
            int first = original.codePointAt(start);
            int end = start + Character.charCount(first);
            while (end < original.length() && isMark(original.codePointAt(end))) {
                end += Character.charCount(original.codePointAt(end));
            }
            String folded =
                    end - start == 1
                            ? Folding.character((char) first)
                            : Folding.piece(original.substring(start, end));
            pieces.take(folded, start, end);
            start = end;
        }
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }

    private static boolean endsWithSpace(CharSequence text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
    }

    /// The folded text so far, and the piece that each of its UTF-16 code units comes from. A run
    /// of spaces belongs to all pieces that it replaces.
    private static final class Places implements Pieces {
        private final StringBuilder text;
        private int[] starts;
        private int[] ends;

        Places(int length) {
            text = new StringBuilder(length);
            starts = new int[length];
            ends = new int[length];
        }

        @Override
        public void take(String folded, int start, int end) {
            for (int i = 0; i < folded.length(); i++) {
                char unit = folded.charAt(i);
                if (unit == ' ' && endsWithSpace(text)) {
                    ends[text.length() - 1] = end;
                    continue;
                }
                if (text.length() == starts.length) {
                    starts = Arrays.copyOf(starts, starts.length * 2 + 16);
                    ends = Arrays.copyOf(ends, starts.length);
                }
                starts[text.length()] = start;
                ends[text.length()] = end;
                text.append(unit);
            }
        }
    }
}
