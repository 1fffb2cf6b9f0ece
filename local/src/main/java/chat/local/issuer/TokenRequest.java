package chat.local.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/// The body of `POST /dev/token`.
///
/// @param user the token's `sub`; not empty. The application's authorizer checks whether it is a
///   valid user id
/// @param expiresIn negative for a token that has already expired
record TokenRequest(
        String user, Optional<String> name, Optional<String> contactNumber, Duration expiresIn) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEFAULT_EXPIRY = Duration.ofHours(1);
    private static final Set<String> FIELDS =
            Set.of("user", "name", "contactNumber", "expiresInSeconds");

    /// Parses a body.
    ///
    /// @throws IllegalArgumentException if the body is invalid; the message is for the client
    static TokenRequest parse(String body) {
        JsonNode request = json(body);
        if (!request.isObject()) {
            throw new IllegalArgumentException(
                    "the body must be a JSON object such as {\"user\":\"alice\"}");
        }
        for (Iterator<String> names = request.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown field \""
                                + name
                                + "\"; known fields are "
                                + FIELDS.stream().sorted().toList());
            }
        }
        return new TokenRequest(
                text(request, "user")
                        .orElseThrow(() -> new IllegalArgumentException("\"user\" is required")),
                text(request, "name"),
                text(request, "contactNumber"),
                expiry(request.path("expiresInSeconds")));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    "the body is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private static Optional<String> text(JsonNode request, String name) {
        JsonNode value = request.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" must be a non-empty string");
        }
        return Optional.of(value.textValue());
    }

    private static Duration expiry(JsonNode seconds) {
        if (seconds.isMissingNode() || seconds.isNull()) {
            return DEFAULT_EXPIRY;
        }
        if (!seconds.canConvertToInt() || !seconds.isIntegralNumber()) {
            throw new IllegalArgumentException("\"expiresInSeconds\" must be a whole number");
        }
        return Duration.ofSeconds(seconds.intValue());
    }
}
