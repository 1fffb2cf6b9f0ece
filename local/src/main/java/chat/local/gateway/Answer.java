package chat.local.gateway;

import chat.local.template.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The result of calling an integration.
sealed interface Answer {
    /// The reason of a failure; empty on success.
    default Optional<String> failure() {
        return switch (this) {
            case Given given when given.successful() -> Optional.empty();
            case Given given -> Optional.of("answered " + given.status());
            case NotPermitted(String why) -> Optional.of(why);
            case Failed(String why) -> Optional.of(why);
            case TimedOut() -> Optional.of("took too long");
        };
    }

    /// The integration returned a response.
    ///
    /// @param headers names are case-insensitive
    record Given(int status, Map<String, String> headers, Optional<String> body) implements Answer {
        public Given {
            var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            anyCase.putAll(headers);
            headers = Collections.unmodifiableMap(anyCase);
        }

        /// Whether the status is 2xx.
        boolean successful() {
            return status >= 200 && status < 300;
        }

        /// Parses the response of a Lambda proxy integration.
        ///
        /// @return empty if it is malformed: not an object, without `statusCode`, or with a `body`
        ///   that is not a string
        static Optional<Given> fromProxy(String payload) {
            try {
                JsonNode answer = Json.read(payload);
                int status = answer.path("statusCode").asInt(0);
                JsonNode body = answer.path("body");
                boolean hasBody = !body.isMissingNode() && !body.isNull();
                if (status == 0 || (hasBody && !body.isTextual())) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Given(
                                status,
                                headers(answer.path("headers")),
                                hasBody ? Optional.of(body.textValue()) : Optional.empty()));
            } catch (JsonProcessingException notJson) {
                return Optional.empty();
            }
        }

        private static Map<String, String> headers(JsonNode headers) {
            var values = new TreeMap<String, String>();
            headers.properties()
                    .forEach(header -> values.put(header.getKey(), header.getValue().asText()));
            return values;
        }
    }

    /// API Gateway has no permission to invoke the function.
    ///
    /// @param why for the log
    record NotPermitted(String why) implements Answer {}

    /// The function threw, returned a malformed response, or does not exist.
    ///
    /// @param why for the log
    record Failed(String why) implements Answer {}

    /// The integration exceeded its timeout.
    record TimedOut() implements Answer {}
}
