package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.Map;
import java.util.Optional;

/// The parameters of a template, and the values that its stack imports from others.
///
/// @param declared the section `Parameters`
/// @param given values from the command line, by name
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">Parameters
///   section</a>
record Parameters(JsonNode declared, Map<String, String> given) {
    private static final String SSM_VALUE = "AWS::SSM::Parameter::Value<";

    Parameters {
        given = Map.copyOf(given);
    }

    boolean has(String name) {
        return declared.has(name);
    }

    /// The value of a parameter: the given one, else the default. The value of a list is an array.
    ///
    /// @throws TemplateException if there is none, or the parameter does not allow it
    JsonNode value(String name) {
        JsonNode parameter = declared.path(name);
        String type = parameter.path("Type").asText();
        String text = text(name, parameter, type);
        boolean list = type.equals("CommaDelimitedList") || type.contains("List<");
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (String entry : list ? text.split(",", -1) : new String[] {text}) {
            check(name, parameter, list ? entry.strip() : entry);
            entries.add(list ? entry.strip() : entry);
        }
        return list ? entries : TextNode.valueOf(text);
    }

    /// The value that another stack exports.
    ///
    /// @throws TemplateException if it is not given
    JsonNode imported(String exportName) {
        return Optional.ofNullable(given.get(exportName))
                .map(TextNode::valueOf)
                .orElseThrow(
                        () ->
                                new TemplateException(
                                        "the export %1$s of another stack is not known here; give it with --parameter %1$s=VALUE"
                                                .formatted(exportName)));
    }

    private String text(String name, JsonNode parameter, String type) {
        String value = given.get(name);
        if (value != null) {
            return value;
        }
        JsonNode absent = parameter.path("Default");
        if (type.startsWith(SSM_VALUE)) {
            throw new TemplateException(
                    "the parameter %s is the value of %s in the Parameter Store, which is not known here; give it with --parameter %1$s=VALUE"
                            .formatted(name, absent.asText("a parameter")));
        }
        if (absent.isMissingNode()) {
            throw new TemplateException(
                    "the parameter %s has no default value; give it with --parameter %1$s=VALUE"
                            .formatted(name));
        }
        return absent.asText();
    }

    private static void check(String name, JsonNode parameter, String value) {
        JsonNode allowed = parameter.path("AllowedValues");
        if (!allowed.isMissingNode()
                && allowed.valueStream().noneMatch(each -> each.asText().equals(value))) {
            throw new TemplateException(
                    "the parameter %s must be one of %s, not: %s".formatted(name, allowed, value));
        }
        JsonNode pattern = parameter.path("AllowedPattern");
        if (!pattern.isMissingNode() && !value.matches(pattern.asText())) {
            throw new TemplateException(
                    "the parameter %s must match %s".formatted(name, pattern.asText()));
        }
    }
}
