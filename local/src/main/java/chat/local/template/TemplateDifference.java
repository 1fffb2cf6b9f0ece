package chat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The differences between two templates of a stack, apart from the code of its functions.
public final class TemplateDifference {
    /// Sections that resources may refer to.
    private static final List<String> SECTIONS = List.of("Parameters", "Mappings", "Conditions");

    /// CDK creates a new version with a new logical id for each change of code.
    private static final String VERSION = "AWS::Lambda::Version";

    private TemplateDifference() {}

    /// The type and logical id of each changed resource, and the names of other changed sections.
    /// Resources that do not run locally are ignored.
    public static List<String> between(Assembly before, Assembly after) {
        var different = new ArrayList<String>();
        if (!before.stackName().equals(after.stackName())) {
            different.add("the stack's name");
        }
        for (String section : SECTIONS) {
            if (!before.template().path(section).equals(after.template().path(section))) {
                different.add(section);
            }
        }
        for (String id : ids(before, after)) {
            JsonNode one = resource(before, id);
            JsonNode other = resource(after, id);
            if (!withoutCode(one).equals(withoutCode(other))) {
                different.add(type(one.isMissingNode() ? other : one) + " " + id);
            }
        }
        return different;
    }

    private static Set<String> ids(Assembly before, Assembly after) {
        var ids = new TreeSet<String>();
        before.template().path("Resources").fieldNames().forEachRemaining(ids::add);
        after.template().path("Resources").fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    private static JsonNode resource(Assembly assembly, String id) {
        return assembly.template().path("Resources").path(id);
    }

    private static String type(JsonNode resource) {
        return resource.path("Type").asText();
    }

    private static JsonNode withoutCode(JsonNode resource) {
        String type = type(resource);
        if (!TemplateLoader.isRead(type) || type.equals(VERSION)) {
            return MissingNode.getInstance();
        }
        ObjectNode copy = resource.deepCopy();
        copy.remove("Metadata"); // The asset's path and CDK's own paths.
        if (copy.get("Properties") instanceof ObjectNode properties) {
            switch (type) {
                case "AWS::Lambda::Function" -> properties.remove("Code");
                case "AWS::Lambda::Alias" -> properties.remove("FunctionVersion");
                default -> {}
            }
        }
        return copy;
    }
}
