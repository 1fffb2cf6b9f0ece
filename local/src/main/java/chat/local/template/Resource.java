package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A resource of the template. Its methods resolve intrinsics; errors name the resource and the
/// property.
///
/// @param id the logical id
/// @param properties unresolved, as in the template
record Resource(String id, String type, JsonNode properties, Intrinsics intrinsics) {
    /// The resolved property at a path such as `Code.S3Key`; empty if it is missing.
    Optional<JsonNode> find(String path) {
        try {
            JsonNode value = intrinsics.resolve(unresolved(path));
            return value instanceof MissingNode || value.isNull()
                    ? Optional.empty()
                    : Optional.of(value);
        } catch (TemplateException unresolved) {
            throw error(path, String.valueOf(unresolved.getMessage()));
        }
    }

    /// The names of the properties below a path, or all for an empty path; none if it is missing.
    List<String> names(String path) {
        var names = new ArrayList<String>();
        intrinsics
                .resolveShallow(path.isEmpty() ? properties : unresolved(path))
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    JsonNode require(String path) {
        return find(path).orElseThrow(() -> error(path, "is missing"));
    }

    String text(String path) {
        return optionalText(path).orElseThrow(() -> error(path, "is missing"));
    }

    Optional<String> optionalText(String path) {
        return find(path).map(value -> scalar(path, value));
    }

    /// A whole number, which templates write as a number or a string.
    int number(String path, int absent) {
        return optionalNumber(path).orElse(absent);
    }

    /// A whole number between two bounds.
    int number(String path, int absent, int least, int most) {
        int number = number(path, absent);
        if (number < least || number > most) {
            throw error(path, "%d is not between %d and %d".formatted(number, least, most));
        }
        return number;
    }

    Optional<Integer> optionalNumber(String path) {
        return optionalText(path).map(text -> parse(path, text));
    }

    boolean flag(String path) {
        return optionalText(path).map(text -> boolOf(path, text)).orElse(false);
    }

    /// The entries of a list; empty if the property is missing.
    List<JsonNode> list(String path) {
        JsonNode list = find(path).orElse(MissingNode.getInstance());
        if (!list.isArray() && !list.isMissingNode()) {
            throw error(path, "is not a list");
        }
        var entries = new ArrayList<JsonNode>();
        list.forEach(entries::add);
        return entries;
    }

    TemplateException error(String path, String what) {
        return new TemplateException("Resource %s, property %s: %s".formatted(id, path, what));
    }

    private JsonNode unresolved(String path) {
        JsonNode node = properties;
        for (String name : path.split("\\.", -1)) {
            node = intrinsics.resolveShallow(node).path(name);
        }
        return node;
    }

    private String scalar(String path, JsonNode value) {
        if (!value.isValueNode()) {
            throw error(path, "is not a text but " + value);
        }
        return value.asText();
    }

    private int parse(String path, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw error(path, "is not a whole number but " + text);
        }
    }

    private boolean boolOf(String path, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error(path, "is not true or false but " + text);
        };
    }
}
