package chat.infra;

import java.util.List;
import java.util.regex.Pattern;

/// A context name and its valid values.
///
/// @param pattern matches valid values as a whole; JavaScript must understand it, too, since
///   `synth.mjs` checks values before anything is built
/// @param isRegional whether the value must belong to the stack's Region, the first group of the
///   pattern
/// @param least the smallest number; greater than `most` if the value is not a number
/// @param words what to write, such as "a whole number, 1 to 9"
record Option(String name, Pattern pattern, boolean isRegional, int least, int most, String words) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    /// A text that matches a pattern.
    static Option matching(String name, Pattern pattern, String words) {
        return new Option(name, pattern, false, 1, 0, words);
    }

    /// An ARN of the stack's Region.
    ///
    /// @param pattern whose first group is the Region
    static Option inRegion(String name, Pattern pattern, String words) {
        return new Option(name, pattern, true, 1, 0, words);
    }

    /// One of some values, which are letters and digits.
    static Option oneOf(String name, List<String> values) {
        String words =
                String.join(", ", values.subList(0, values.size() - 1)) + " or " + values.getLast();
        return matching(name, Pattern.compile(String.join("|", values)), words);
    }

    /// A whole number.
    static Option integer(String name, int least, int most) {
        return new Option(
                name, NUMBER, false, least, most, "a whole number, " + least + " to " + most);
    }

    boolean isNumber() {
        return least <= most;
    }

    boolean accepts(String value) {
        return pattern.matcher(value).matches()
                && (!isNumber() || isBetween(Integer.parseInt(value)));
    }

    /// Whether an accepted value belongs to the Region, or to none.
    boolean fits(String value, String region) {
        var matcher = pattern.matcher(value);
        return !isRegional || (matcher.matches() && region.equals(matcher.group(1)));
    }

    private boolean isBetween(int number) {
        return least <= number && number <= most;
    }
}
