package chat.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;

import software.amazon.event.ruler.Machine;

import java.io.IOException;
import java.util.Set;

/// An event pattern of a filter criterion, matched by AWS's own library.
///
/// Operators of the library that Lambda lacks are rejected. As in Lambda, `numeric` compares JSON
/// numbers only: DynamoDB's `N` is a JSON string, so it never matches.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Control
///   which events Lambda sends to your function</a>
/// @see <a href="https://github.com/aws/event-ruler">Event Ruler</a>
final class FilterPattern {
    private static final String RULE = "pattern";
    private static final Set<String> OPERATORS =
            Set.of("exists", "prefix", "suffix", "equals-ignore-case", "anything-but", "numeric");

    /// Empty for the pattern `{}`, which matches every event but is rejected by the library.
    private final Machine machine = Machine.builder().build();

    private FilterPattern() {}

    /// Compiles a pattern.
    ///
    /// @throws IllegalArgumentException if it is not a pattern or has an unknown operator
    static FilterPattern compile(JsonNode pattern) {
        var compiled = new FilterPattern();
        if (pattern.isObject() && pattern.isEmpty()) {
            return compiled;
        }
        checkFields(pattern);
        try {
            compiled.machine.addRule(RULE, pattern.toString());
        } catch (IOException malformed) {
            throw new IllegalArgumentException(
                    "not a filter pattern: " + pattern + ": " + malformed.getMessage(), malformed);
        }
        return compiled;
    }

    boolean matches(JsonNode event) {
        return machine.isEmpty() || !machine.rulesForJSONEvent(event).isEmpty();
    }

    private static void checkFields(JsonNode pattern) {
        for (var field : pattern.properties()) {
            if (field.getKey().equals("$or")) {
                field.getValue().forEach(FilterPattern::checkFields);
            } else if (field.getValue().isArray()) {
                field.getValue().forEach(FilterPattern::checkOperators);
            } else {
                checkFields(field.getValue());
            }
        }
    }

    private static void checkOperators(JsonNode rule) {
        for (var operator : rule.properties()) {
            if (!OPERATORS.contains(operator.getKey())) {
                throw new IllegalArgumentException("unknown filter operator: " + operator.getKey());
            }
            checkOperators(operator.getValue());
        }
    }
}
