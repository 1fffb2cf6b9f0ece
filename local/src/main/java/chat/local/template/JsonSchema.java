package chat.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/// A JSON schema of draft 4, the version that API Gateway's models use.
///
/// Thread-safe.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html">Data
///   models</a>
public final class JsonSchema {
    private static final String DIALECT = "http://json-schema.org/draft-04/schema";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /// Parses a schema.
    ///
    /// @throws IllegalArgumentException if it is not a schema of draft 4, or has external
    ///   references; the message names the error
    public static JsonSchema read(JsonNode schema) {
        String dialect = schema.path("$schema").asText(DIALECT);
        if (!dialect.replace("#", "").equals(DIALECT)) {
            throw new IllegalArgumentException("is not a JSON schema of draft 4 but " + dialect);
        }
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);
        var errors = registry.getSchema(SchemaLocation.of(DIALECT)).validate(schema);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("is not a JSON schema of draft 4: " + errors);
        }
        try {
            Schema read = registry.getSchema(schema);
            read.initializeValidators(); // Detects unresolved references now.
            return new JsonSchema(read);
        } catch (SchemaException unreadable) {
            throw new IllegalArgumentException(
                    "is not a JSON schema that can be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /// Whether a text is JSON and valid against the schema.
    public boolean accepts(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return !json.isMissingNode() && schema.validate(json).isEmpty();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
