package chat.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/// A copy of the cloud assembly with a changed template.
final class ChangedAssembly {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = "ServerlessChat.template.json";

    private final ObjectNode resources;

    private ChangedAssembly(ObjectNode resources) {
        this.resources = resources;
    }

    /// The assembly as it was synthesized.
    static ChangedAssembly unchanged() {
        try {
            var template = JSON.readTree(RunningChat.CDK_OUT.resolve(TEMPLATE).toFile());
            return new ChangedAssembly((ObjectNode) template.get("Resources"));
        } catch (IOException notReadable) {
            throw new UncheckedIOException(notReadable);
        }
    }

    ObjectNode resources() {
        return resources;
    }

    /// Removes a resource, and what other resources say in `DependsOn` about it.
    void remove(String id) {
        resources.remove(id);
        for (JsonNode resource : resources) {
            if (resource.get("DependsOn") instanceof ArrayNode ids) {
                for (int i = ids.size() - 1; i >= 0; i--) {
                    if (ids.get(i).asText().equals(id)) {
                        ids.remove(i);
                    }
                }
            }
        }
    }

    /// The same without limits on messages, for a test that sends more than people do.
    ChangedAssembly withUnlimitedMessages() {
        var variables = (ObjectNode) properties("SendMessage").at("/Environment/Variables");
        String limits = variables.get("LIMITS").asText();
        variables.put(
                "LIMITS",
                limits.replaceAll("MESSAGES(_TO_PEER)?=[0-9,]+", "MESSAGES$1=999999,3600000"));
        return this;
    }

    /// The properties of a resource.
    ObjectNode properties(String id) {
        if (!resources.has(id)) {
            throw new IllegalStateException("there is no resource " + id);
        }
        return (ObjectNode) resources.get(id).get("Properties");
    }

    /// The id of the only resource of a type with these properties.
    String id(String type, Predicate<JsonNode> wanted) {
        var ids =
                resources
                        .propertyStream()
                        .filter(r -> r.getValue().path("Type").asText().equals(type))
                        .filter(r -> wanted.test(r.getValue().path("Properties")))
                        .map(Map.Entry::getKey)
                        .toList();
        if (ids.size() != 1) {
            throw new IllegalStateException("not one resource but " + ids);
        }
        return ids.getFirst();
    }

    /// The id of a route.
    String route(String key) {
        return id("AWS::ApiGatewayV2::Route", r -> r.path("RouteKey").asText().equals(key));
    }

    /// Writes the assembly into a folder.
    Path write(Path folder) {
        try (var files = Files.list(RunningChat.CDK_OUT)) {
            Files.createDirectories(folder);
            for (Path file : files.toList()) {
                Path copy = folder.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
            JSON.writeValue(
                    folder.resolve(TEMPLATE).toFile(),
                    JSON.createObjectNode().set("Resources", resources));
            return folder;
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }
}
