package chat.domain;

import org.jspecify.annotations.Nullable;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/// Folds a piece of a text for search: one character with the marks that follow it. Case, accents
/// and compatibility forms do not count.
///
/// @see <a href="https://www.unicode.org/reports/tr15/">Normalisation forms</a>
final class Folding {
    private static final String APOSTROPHES = "`´‘’‛ʹʻʼʽˈ′＇";
    private static final int MODIFIER_APOSTROPHE = 0x02BC;
    private static final int TATWEEL = 0x0640;

    /// Nonspacing marks of these scripts are accents or vowel points, without which people also
    /// write. In other scripts they are vowels that change the word.
    private static final Set<UnicodeScript> DROPPED_MARKS =
            EnumSet.of(
                    UnicodeScript.INHERITED,
                    UnicodeScript.LATIN,
                    UnicodeScript.GREEK,
                    UnicodeScript.CYRILLIC,
                    UnicodeScript.HEBREW,
                    UnicodeScript.ARABIC,
                    UnicodeScript.SYRIAC);

    /// The results for single characters, which make up nearly all texts. Threads may compute a
    /// result twice: it is the same, and a string is safe to share without synchronization.
    private static final @Nullable String[] FOLDED = new @Nullable String[Character.MAX_VALUE + 1];

    private Folding() {}

    /// Folds a piece of one UTF-16 code unit.
    static String character(char piece) {
        String known = FOLDED[piece];
        if (known != null) {
            return known;
        }
        String folded = piece(String.valueOf(piece));
        FOLDED[piece] = folded;
        return folded;
    }

    static String piece(String piece) {
        String decomposed = Normalizer.normalize(unifyApostrophes(piece), Normalizer.Form.NFKD);
        String kept = codePoints(decomposed, c -> isDropped(c) ? "" : Character.toString(c));
        String lower =
                kept.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return codePoints(lower, Folding::letter);
    }

    private static String unifyApostrophes(String piece) {
        return codePoints(piece, c -> APOSTROPHES.indexOf(c) >= 0 ? "'" : Character.toString(c));
    }

    private static boolean isDropped(int c) {
        return c == '\''
                || c == MODIFIER_APOSTROPHE
                || c == TATWEEL
                || Character.getType(c) == Character.FORMAT
                || (Character.getType(c) == Character.NON_SPACING_MARK
                        && DROPPED_MARKS.contains(UnicodeScript.of(c)));
    }

    /// Letters that have no decomposition, and white space.
    private static String letter(int c) {
        return switch (c) {
            case 'æ' -> "ae";
            case 'đ', 'ð' -> "d";
            case 'ı' -> "i";
            case 'ł' -> "l";
            case 'ø' -> "o";
            case 'œ' -> "oe";
            case 'þ' -> "th";
            case 'ς' -> "σ";
            default -> Characters.isSpace(c) ? " " : Character.toString(c);
        };
    }

    private static String codePoints(String text, IntFunction<String> replacement) {
        var result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> result.append(replacement.apply(c)));
        return result.toString();
    }
}
