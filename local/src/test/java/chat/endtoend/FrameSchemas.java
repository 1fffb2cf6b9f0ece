package chat.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The frames in `docs/asyncapi.yaml`, as JSON schemas.
///
/// A client ignores fields that it does not know, so the file allows them. Here they are problems:
/// the server sends nothing that the file does not describe.
final class FrameSchemas {
    private static final Path FILE = Path.of("..", "docs", "asyncapi.yaml");
    private static final String GATEWAY_ERROR = "gatewayError";
    private static final FrameSchemas INSTANCE = new FrameSchemas(document());

    private final Map<String, Schema> byAction = new TreeMap<>();
    private final Map<String, Schema> byType = new TreeMap<>();

    private FrameSchemas(JsonNode document) {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        var components = document.get("components");
        for (var message : components.get("messages").properties()) {
            var payload = message.getValue().get("payload").<ObjectNode>deepCopy();
            payload.putObject("components").set("schemas", components.get("schemas").deepCopy());
            forbidOthers(payload);
            var schema = registry.getSchema(payload);
            schema.initializeValidators();
            var properties = payload.get("properties");
            if (properties.has("action")) {
                byAction.put(properties.at("/action/const").asText(), schema);
            } else {
                byType.put(properties.at("/type/const").asText(GATEWAY_ERROR), schema);
            }
        }
    }

    static FrameSchemas instance() {
        return INSTANCE;
    }

    /// The file, as JSON.
    static JsonNode document() {
        try {
            var read = new Load(LoadSettings.builder().build());
            return new ObjectMapper().valueToTree(read.loadFromString(Files.readString(FILE)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The names of all frames of a client.
    Iterable<String> actions() {
        return byAction.keySet();
    }

    /// The names of all frames of the server, and one for the gateway's own.
    Iterable<String> types() {
        return byType.keySet();
    }

    /// What is wrong with a frame of a client; empty if nothing is.
    List<String> problemsOfRequest(JsonNode frame) {
        return problems(byAction, frame.path("action").asText(), frame);
    }

    /// What is wrong with a frame of the server; empty if nothing is.
    List<String> problems(JsonNode frame) {
        return problems(byType, frame.path("type").asText(GATEWAY_ERROR), frame);
    }

    private static List<String> problems(Map<String, Schema> schemas, String name, JsonNode frame) {
        return Optional.ofNullable(schemas.get(name))
                .map(schema -> schema.validate(frame).stream().map(Object::toString).toList())
                .orElse(List.of("no frame is called '" + name + "'"));
    }

    private static void forbidOthers(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(FrameSchemas::forbidOthers);
    }
}
