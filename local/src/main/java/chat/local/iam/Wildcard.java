package chat.local.iam;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An IAM pattern: `*` matches any text, `?` any one character.
///
/// @see <a
///   href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards">Wildcards
///   in resource ARNs</a>
public final class Wildcard {
    private final String text;
    private final Pattern pattern;

    private Wildcard(String text, int flags) {
        this.text = text;
        this.pattern = Pattern.compile(expression(text), flags | Pattern.DOTALL);
    }

    /// A pattern for ARNs, which is case-sensitive.
    public static Wildcard ofArn(String text) {
        return new Wildcard(text, 0);
    }

    /// A pattern for actions, which is not case-sensitive.
    public static Wildcard ofAction(String text) {
        return new Wildcard(text, Pattern.CASE_INSENSITIVE);
    }

    /// Whether the pattern matches the whole text.
    public boolean matches(String value) {
        return pattern.matcher(value).matches();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String expression(String text) {
        return text.chars()
                .mapToObj(
                        character ->
                                switch (character) {
                                    case '*' -> ".*";
                                    case '?' -> ".";
                                    default -> Pattern.quote(Character.toString(character));
                                })
                .collect(Collectors.joining());
    }
}
