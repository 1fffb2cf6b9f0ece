package chat.domain;

/// Tells visible from invisible characters. These rules apply to all values that people type.
///
/// @see <a href="https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point">UAX 44</a>
final class Characters {
    private static final int BRAILLE_BLANK = 0x2800;

    private Characters() {}

    /// Whether the text has no visible character: it is empty or has only white space, control
    /// characters, and characters that only affect others, such as joiners, variation selectors and
    /// tags.
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> isSpace(c) || isInvisible(c));
    }

    /// Removes the white space at both ends.
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// Unicode's property White_Space; all such characters are in the Basic Multilingual Plane.
    static boolean isSpace(int c) {
        return (c >= 0x09 && c <= 0x0D) || c == 0x85 || Character.isSpaceChar(c);
    }

    /// Control characters, Unicode's property Default_Ignorable_Code_Point, the Braille blank, and
    /// annotation marks.
    static boolean isInvisible(int c) {
        return Character.isISOControl(c)
                || c == BRAILLE_BLANK
                || isIgnorableOfScript(c)
                || c == 0x00AD
                || c == 0x034F
                || in(c, 0x200B, 0x200F)
                || in(c, 0x202A, 0x202E)
                || in(c, 0x2060, 0x206F)
                || in(c, 0xFE00, 0xFE0F)
                || c == 0xFEFF
                || in(c, 0xFFF0, 0xFFFB)
                || in(c, 0xE0000, 0xE0FFF);
    }

    /// Fillers and marks of Arabic, Hangul, Khmer, Mongolian, shorthand and music.
    private static boolean isIgnorableOfScript(int c) {
        return c == 0x061C
                || in(c, 0x115F, 0x1160)
                || in(c, 0x17B4, 0x17B5)
                || in(c, 0x180B, 0x180F)
                || c == 0x3164
                || c == 0xFFA0
                || in(c, 0x1BCA0, 0x1BCA3)
                || in(c, 0x1D173, 0x1D17A);
    }

    private static boolean in(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
