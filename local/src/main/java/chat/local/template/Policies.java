package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/// Reads the statements of identity policies. Elements that cannot be evaluated locally are errors:
/// ignoring a condition would allow requests that AWS denies, or deny requests that AWS allows.
final class Policies {
    private static final List<String> UNSUPPORTED =
            List.of("Condition", "NotAction", "NotResource", "Principal", "NotPrincipal");

    private Policies() {}

    /// The statements of a policy document.
    ///
    /// @param owner the resource that contains the document
    /// @param path its position in the resource
    static List<Statement> statements(Resource owner, String path, JsonNode document) {
        List<JsonNode> entries = elements(document.path("Statement"));
        var statements = new ArrayList<Statement>();
        for (int i = 0; i < entries.size(); i++) {
            String property = "%s.Statement[%d]".formatted(path, i);
            statements.add(statement(owner, property, entries.get(i)));
        }
        return statements;
    }

    private static Statement statement(Resource owner, String property, JsonNode statement) {
        for (String element : UNSUPPORTED) {
            if (statement.has(element)) {
                throw owner.error(property, element + " is not supported locally");
            }
        }
        return new Statement(
                effect(owner, property, statement.path("Effect").asText()),
                texts(owner, property + ".Action", statement.path("Action")),
                texts(owner, property + ".Resource", statement.path("Resource")),
                "Resource %s, property %s".formatted(owner.id(), property));
    }

    private static Statement.Effect effect(Resource owner, String property, String effect) {
        return switch (effect) {
            case "Allow" -> Statement.Effect.ALLOW;
            case "Deny" -> Statement.Effect.DENY;
            default ->
                    throw owner.error(
                            property + ".Effect", "is not Allow or Deny but '" + effect + "'");
        };
    }

    private static List<String> texts(Resource owner, String property, JsonNode oneOrMany) {
        List<String> texts = elements(oneOrMany).stream().map(JsonNode::asText).toList();
        if (texts.isEmpty()) {
            throw owner.error(property, "is missing");
        }
        for (String text : texts) {
            if (text.isEmpty() || text.contains("${")) {
                throw owner.error(property, "is not supported locally: '" + text + "'");
            }
        }
        return texts;
    }

    /// The entries of a list; a single value is a list of one, a missing value an empty list.
    static List<JsonNode> elements(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode()) {
            return List.of();
        }
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false).toList()
                : List.of(oneOrMany);
    }
}
