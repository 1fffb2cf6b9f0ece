package chat.local.gateway;

import chat.local.gateway.Answer.Failed;
import chat.local.gateway.Answer.Given;
import chat.local.template.WebSocketApi.Mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Map;
import java.util.Optional;

/// The response of a MOCK integration. The request template contains a status code, which selects
/// the integration response; that response's template is the body.
///
/// Templates must be constant: one with a variable or a directive of the Velocity language is an
/// error.
final class MockAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MockAnswer() {}

    /// Computes the response.
    ///
    /// @param responseTemplate the template of the route response; overrides the integration's
    static Answer of(Mock mock, Optional<String> responseTemplate) {
        int status;
        try {
            status = JSON.readTree(constant(mock.requestTemplate())).path("statusCode").asInt(0);
        } catch (JsonProcessingException notJson) {
            return new Failed("the MOCK request template is not JSON: " + mock.requestTemplate());
        }
        if (status == 0) {
            return new Failed("the MOCK request template has no statusCode");
        }
        var body = responseTemplate.or(() -> template(mock, status)).map(MockAnswer::constant);
        return new Given(status, Map.of(), body);
    }

    /// Checks that this gateway can evaluate a template.
    ///
    /// @throws IllegalArgumentException if the template is not constant
    static String constant(String template) {
        if (template.indexOf('$') >= 0 || template.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "only constant templates are supported, not: " + template);
        }
        return template;
    }

    private static Optional<String> template(Mock mock, int status) {
        String code = Integer.toString(status);
        return mock.responseTemplates().entrySet().stream()
                .filter(response -> code.matches(pattern(response.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.ofNullable(mock.responseTemplates().get("$default")));
    }

    /// The regular expression of an integration response key, which is written between slashes.
    private static String pattern(String key) {
        boolean slashes = key.length() > 1 && key.startsWith("/") && key.endsWith("/");
        return slashes ? key.substring(1, key.length() - 1) : java.util.regex.Pattern.quote(key);
    }
}
