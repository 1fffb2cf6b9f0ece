package chat.local.lambda;

import chat.local.http.HttpRequest;
import chat.local.template.Arns;
import chat.local.template.Function;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a function in a path of Lambda's API: a name, an ARN or a partial ARN, with or
/// without a version or alias.
///
/// @param qualifier from the name, or from the query
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax">FunctionName</a>
record FunctionName(String name, Optional<String> qualifier) {
    private static final String LATEST = "$LATEST";
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?:arn:aws:lambda:[^:/]+:)?\\d{12}:function:)?([A-Za-z0-9_-]+)(?::([^:/]+))?");

    /// Reads the segment of a path.
    ///
    /// @return empty if it is no function's name
    static Optional<FunctionName> of(String segment, HttpRequest request) {
        Matcher matcher = FORM.matcher(segment);
        return matcher.matches()
                ? Optional.of(
                        new FunctionName(
                                matcher.group(1),
                                Optional.ofNullable(matcher.group(2))
                                        .or(() -> request.parameter("Qualifier"))))
                : Optional.empty();
    }

    /// The function, if it exists with this version or alias.
    ///
    /// @param functions by name
    Optional<Function> in(Map<String, Function> functions) {
        return Optional.ofNullable(functions.get(name))
                .filter(
                        function ->
                                qualifier.filter(wanted -> !wanted.equals(LATEST)).stream()
                                        .allMatch(function.qualifiers()::contains));
    }

    /// The function's ARN, with the qualifier.
    String arn() {
        return Arns.function(name) + qualifier.map(wanted -> ":" + wanted).orElse("");
    }
}
