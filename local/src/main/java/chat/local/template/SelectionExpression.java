package chat.local.template;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// The selection expression of a route or a model: static text and `$request.body.…` paths, plain
/// or in braces.
///
/// Supports the JSONPath subset `.name`, `['name']` and `[index]`. Values are converted to strings.
/// The result is an empty string if the path does not exist, or if the message is not exactly one
/// JSON value.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">Selection
///   expressions</a>
public final class SelectionExpression {
    private static final String STEP = "(?:\\.[\\w-]+|\\[\\d+]|\\['[^']+'])";
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\\\\\$|\\$\\{request\\.body(?<braced>%1$s*)}|\\$request\\.body(?<plain>%1$s*)"
                            .formatted(STEP));
    private static final Pattern STEPS =
            Pattern.compile("\\.(?<name>[\\w-]+)|\\[(?<index>\\d+)]|\\['(?<quoted>[^']+)']");

    private final List<Part> parts;

    private SelectionExpression(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private sealed interface Part {
        /// Static text.
        record Text(String text) implements Part {}

        /// The value at a path of the message's body.
        record Body(JsonPointer path) implements Part {}
    }

    /// Parses an expression.
    ///
    /// @throws IllegalArgumentException if it uses a variable other than `request.body`
    public static SelectionExpression parse(String expression) {
        var parts = new ArrayList<Part>();
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (token.find()) {
            parts.add(text(expression.substring(end, token.start()), expression));
            parts.add(part(token));
            end = token.end();
        }
        parts.add(text(expression.substring(end), expression));
        return new SelectionExpression(parts);
    }

    /// The value of the expression for a message.
    public String valueFor(String message) {
        JsonNode body = parsed(message);
        return parts.stream()
                .map(
                        part ->
                                switch (part) {
                                    case Part.Text(String text) -> text;
                                    case Part.Body(JsonPointer path) -> string(body.at(path));
                                })
                .collect(joining());
    }

    private static Part text(String text, String expression) {
        if (text.indexOf('$') >= 0) {
            throw new IllegalArgumentException(
                    "'%s': only request.body is supported".formatted(expression));
        }
        return new Part.Text(text);
    }

    private static Part part(Matcher token) {
        String path = token.group("braced");
        if (path == null) {
            path = token.group("plain");
        }
        return path == null ? new Part.Text("$") : new Part.Body(pointer(path));
    }

    private static JsonPointer pointer(String path) {
        JsonPointer pointer = JsonPointer.empty();
        Matcher step = STEPS.matcher(path);
        while (step.find()) {
            String index = step.group("index");
            String name = step.group("name");
            if (index != null) {
                pointer = pointer.appendIndex(Integer.parseInt(index));
            } else {
                pointer = pointer.appendProperty(name != null ? name : step.group("quoted"));
            }
        }
        return pointer;
    }

    private static JsonNode parsed(String message) {
        try {
            return Json.read(message);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String string(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(SelectionExpression::string)
                    .collect(joining(", ", "[", "]"));
        }
        return value.isObject() ? value.toString() : value.isNull() ? "" : value.asText();
    }
}
