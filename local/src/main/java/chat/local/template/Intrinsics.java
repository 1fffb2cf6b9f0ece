package chat.local.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Evaluates CloudFormation's intrinsic functions.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
///   function reference</a>
final class Intrinsics {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final References references;

    Intrinsics(References references) {
        this.references = references;
    }

    /// Replaces all functions below a node by their values, and removes `AWS::NoValue`.
    JsonNode resolve(JsonNode node) {
        JsonNode value = resolveShallow(node);
        return switch (value) {
            case ArrayNode array -> {
                var resolved = JSON.arrayNode(array.size());
                for (JsonNode entry : array) {
                    JsonNode resolvedEntry = resolve(entry);
                    if (!resolvedEntry.isMissingNode()) {
                        resolved.add(resolvedEntry);
                    }
                }
                yield resolved;
            }
            case ObjectNode object -> {
                var resolved = JSON.objectNode();
                for (var field : object.properties()) {
                    JsonNode resolvedField = resolve(field.getValue());
                    if (!resolvedField.isMissingNode()) {
                        resolved.set(field.getKey(), resolvedField);
                    }
                }
                yield resolved;
            }
            default -> plain(value);
        };
    }

    /// Replaces the node itself if it is a function, but nothing below it.
    JsonNode resolveShallow(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return node;
        }
        String key = node.fieldNames().next();
        if (!key.equals("Ref") && !key.startsWith("Fn::")) {
            return node;
        }
        return apply(key, node.get(key));
    }

    private JsonNode apply(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> references.reference(argument.asText());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Join" -> join(list(function, argument, 2));
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Select" -> select(list(function, argument, 2));
            case "Fn::Split" -> split(list(function, argument, 2));
            case "Fn::FindInMap" -> references.mapped(list(function, argument, 3));
            case "Fn::Base64" ->
                    TextNode.valueOf(
                            Base64.getEncoder().encodeToString(text(argument).getBytes(UTF_8)));
            case "Fn::ImportValue" -> references.imported(text(argument));
            case "Fn::ToJsonString" -> TextNode.valueOf(Json.write(extended(function, argument)));
            case "Fn::Length" -> TextNode.valueOf("" + length(extended(function, argument)));
            case "Fn::If" -> {
                List<JsonNode> branches = list(function, argument, 3);
                boolean chosen = references.condition(branches.getFirst().asText());
                yield resolve(branches.get(chosen ? 1 : 2));
            }
            default -> throw new TemplateException(function + " is not supported locally");
        };
    }

    /// The argument of a function that CloudFormation knows only with a transform.
    private JsonNode extended(String function, JsonNode argument) {
        if (!references.hasLanguageExtensions()) {
            throw new TemplateException(
                    function + " needs the template's Transform to be AWS::LanguageExtensions");
        }
        return resolve(argument);
    }

    private static int length(JsonNode list) {
        if (!list.isArray()) {
            throw new TemplateException("Fn::Length needs a list, not " + list);
        }
        return list.size();
    }

    /// A text of the template.
    ///
    /// @throws TemplateException if it refers to a secret or a parameter, which AWS would insert
    private static JsonNode plain(JsonNode value) {
        if (value.isTextual() && value.textValue().contains("{{resolve:")) {
            throw new TemplateException(
                    "the dynamic reference %s has no local value; take it from a parameter of the template, whose value --parameter gives"
                            .formatted(value.textValue()));
        }
        return value;
    }

    private JsonNode attribute(JsonNode argument) {
        if (argument.isTextual()) {
            String[] parts = argument.asText().split("\\.", 2);
            return references.attribute(parts[0], parts.length > 1 ? parts[1] : "");
        }
        List<JsonNode> parts = list("Fn::GetAtt", argument, 2);
        return references.attribute(parts.getFirst().asText(), text(parts.get(1)));
    }

    private JsonNode join(List<JsonNode> arguments) {
        var parts = new ArrayList<String>();
        resolve(arguments.get(1)).forEach(part -> parts.add(text(part)));
        return TextNode.valueOf(String.join(text(arguments.getFirst()), parts));
    }

    private JsonNode select(List<JsonNode> arguments) {
        int index = Integer.parseInt(text(arguments.getFirst()));
        JsonNode chosen = resolve(arguments.get(1)).path(index);
        if (chosen.isMissingNode()) {
            throw new TemplateException("Fn::Select has no entry " + index);
        }
        return chosen;
    }

    private JsonNode split(List<JsonNode> arguments) {
        var parts = JSON.arrayNode();
        String separator = Pattern.quote(text(arguments.getFirst()));
        for (String part : text(arguments.get(1)).split(separator, -1)) {
            parts.add(part);
        }
        return parts;
    }

    private JsonNode substitute(JsonNode argument) {
        JsonNode template = argument.isArray() ? argument.path(0) : argument;
        JsonNode variables = argument.isArray() ? argument.path(1) : JSON.objectNode();
        String result =
                VARIABLE.matcher(template.asText())
                        .replaceAll(
                                match ->
                                        Matcher.quoteReplacement(
                                                variable(match.group(1), variables)));
        return TextNode.valueOf(result);
    }

    private String variable(String name, JsonNode variables) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        if (variables.has(name)) {
            return text(variables.get(name));
        }
        int dot = name.indexOf('.');
        return text(
                dot < 0
                        ? references.reference(name)
                        : references.attribute(name.substring(0, dot), name.substring(dot + 1)));
    }

    private String text(JsonNode node) {
        JsonNode value = resolve(node);
        if (value instanceof MissingNode || !value.isValueNode()) {
            throw new TemplateException("a text is needed, not " + value);
        }
        return value.asText();
    }

    private List<JsonNode> list(String function, JsonNode argument, int size) {
        if (!argument.isArray() || argument.size() != size) {
            throw new TemplateException(function + " needs " + size + " arguments");
        }
        var entries = new ArrayList<JsonNode>();
        argument.forEach(entries::add);
        return entries;
    }
}
