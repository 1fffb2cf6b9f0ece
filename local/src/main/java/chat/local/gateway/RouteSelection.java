package chat.local.gateway;

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

/// A route selection expression: static text and `$request.body.…` paths, plain or in braces.
///
/// Of JSONPath it knows `.name`, `['name']` and `[index]`. A value is made a string; a path that
/// leads nowhere, or a message that is not JSON, is the empty string.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">Selection
///   expressions</a>
final class RouteSelection {
    private static final String STEP = "(?:\\.[\\w-]+|\\[\\d+]|\\['[^']+'])";
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\\\\\$|\\$\\{request\\.body(?<braced>%1$s*)}|\\$request\\.body(?<plain>%1$s*)"
                            .formatted(STEP));
    private static final Pattern STEPS =
            Pattern.compile("\\.(?<name>[\\w-]+)|\\[(?<index>\\d+)]|\\['(?<quoted>[^']+)']");

    private final List<Part> parts;

    private RouteSelection(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private sealed interface Part {
        /// The same for every message.
        record Text(String text) implements Part {}

        /// What stands in the message's body there.
        record Body(JsonPointer path) implements Part {}
    }

    /// Reads an expression.
    ///
    /// @throws IllegalArgumentException if it uses a variable other than `request.body`
    static RouteSelection parse(String expression) {
        var parts = new ArrayList<Part>();
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (token.find()) {
            parts.add(text(expression.substring(end, token.start()), expression));
            parts.add(part(token));
            end = token.end();
        }
        parts.add(text(expression.substring(end), expression));
        return new RouteSelection(parts);
    }

    /// The value of the expression for a message.
    String valueFor(String message) {
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
                    "route selection expression '%s': only request.body is supported"
                            .formatted(expression));
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
                    .map(RouteSelection::string)
                    .collect(joining(", ", "[", "]"));
        }
        return value.isObject() ? value.toString() : value.isNull() ? "" : value.asText();
    }
}
