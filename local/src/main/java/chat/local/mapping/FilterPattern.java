package chat.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// An event pattern of a filter criterion: exact values, `prefix`, `suffix`, `equals-ignore-case`,
/// `anything-but`, `numeric`, `exists` and `$or`, nested like the event.
///
/// As in Lambda, `numeric` compares JSON numbers only. It never matches DynamoDB's `N`, which is a
/// JSON string.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Control
///   which events Lambda sends to your function</a>
final class FilterPattern {
    private final Predicate<JsonNode> matcher;

    private FilterPattern(Predicate<JsonNode> matcher) {
        this.matcher = matcher;
    }

    /// Compiles a pattern.
    ///
    /// @throws IllegalArgumentException if the pattern contains an unknown operator
    static FilterPattern compile(JsonNode pattern) {
        return new FilterPattern(object(pattern));
    }

    boolean matches(JsonNode event) {
        return matcher.test(event);
    }

    private static Predicate<JsonNode> object(JsonNode pattern) {
        var all = new ArrayList<Predicate<JsonNode>>();
        for (var field : pattern.properties()) {
            all.add(field(field.getKey(), field.getValue()));
        }
        return event -> all.stream().allMatch(each -> each.test(event));
    }

    private static Predicate<JsonNode> field(String name, JsonNode pattern) {
        if (name.equals("$or")) {
            var any = new ArrayList<Predicate<JsonNode>>();
            pattern.forEach(alternative -> any.add(object(alternative)));
            return event -> any.stream().anyMatch(each -> each.test(event));
        }
        if (pattern.isObject()) {
            Predicate<JsonNode> nested = object(pattern);
            return event -> nested.test(event.path(name));
        }
        if (!pattern.isArray()) {
            throw new IllegalArgumentException(name + " must have a list of values: " + pattern);
        }
        var any = new ArrayList<Predicate<JsonNode>>();
        pattern.forEach(alternative -> any.add(alternative(alternative)));
        return event -> any.stream().anyMatch(each -> each.test(event.path(name)));
    }

    private static Predicate<JsonNode> alternative(JsonNode rule) {
        if (!rule.isObject()) {
            return present(value -> same(value, rule));
        }
        String operator = rule.size() == 1 ? rule.fieldNames().next() : rule.toString();
        JsonNode operand = rule.path(operator);
        String text = operand.asText();
        return switch (operator) {
            case "exists" -> value -> value.isMissingNode() != operand.asBoolean();
            case "prefix" -> present(value -> isText(value) && value.asText().startsWith(text));
            case "suffix" -> present(value -> isText(value) && value.asText().endsWith(text));
            case "equals-ignore-case" ->
                    present(value -> isText(value) && lower(value.asText()).equals(lower(text)));
            case "anything-but" -> anythingBut(operand);
            case "numeric" -> present(numeric(operand));
            default -> throw new IllegalArgumentException("unknown filter operator: " + operator);
        };
    }

    /// Tests an existing value; of an array, one entry must match.
    private static Predicate<JsonNode> present(Predicate<JsonNode> test) {
        return value -> {
            if (value.isArray()) {
                return entries(value).stream().anyMatch(test);
            }
            return !value.isMissingNode() && test.test(value);
        };
    }

    private static Predicate<JsonNode> anythingBut(JsonNode operand) {
        if (operand.isObject()) {
            Predicate<JsonNode> excluded = alternative(operand);
            return present(value -> !excluded.test(value));
        }
        List<JsonNode> excluded = operand.isArray() ? entries(operand) : List.of(operand);
        return present(value -> excluded.stream().noneMatch(each -> same(value, each)));
    }

    private static Predicate<JsonNode> numeric(JsonNode operand) {
        List<JsonNode> parts = entries(operand);
        if (parts.isEmpty() || parts.size() % 2 != 0) {
            throw new IllegalArgumentException("not a numeric filter: " + operand);
        }
        Predicate<BigDecimal> all = value -> true;
        for (int i = 0; i < parts.size(); i += 2) {
            all = all.and(comparison(parts.get(i).asText(), parts.get(i + 1).decimalValue()));
        }
        Predicate<BigDecimal> comparisons = all;
        return value -> value.isNumber() && comparisons.test(value.decimalValue());
    }

    private static Predicate<BigDecimal> comparison(String operator, BigDecimal operand) {
        return switch (operator) {
            case "=" -> value -> value.compareTo(operand) == 0;
            case "<" -> value -> value.compareTo(operand) < 0;
            case "<=" -> value -> value.compareTo(operand) <= 0;
            case ">" -> value -> value.compareTo(operand) > 0;
            case ">=" -> value -> value.compareTo(operand) >= 0;
            default -> throw new IllegalArgumentException("unknown comparison: " + operator);
        };
    }

    private static boolean same(JsonNode value, JsonNode wanted) {
        if (value.isNumber() && wanted.isNumber()) {
            return value.decimalValue().compareTo(wanted.decimalValue()) == 0;
        }
        return value.equals(wanted);
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static List<JsonNode> entries(JsonNode array) {
        var entries = new ArrayList<JsonNode>();
        array.forEach(entries::add);
        return entries;
    }
}
