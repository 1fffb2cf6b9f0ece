package chat.local.gateway;

import chat.local.gateway.Verdict.Allowed;
import chat.local.gateway.Verdict.Broken;
import chat.local.gateway.Verdict.Denied;
import chat.local.iam.Wildcard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The response of a REQUEST authorizer: a principal, an IAM policy and a context.
///
/// An explicit `Deny` wins. Without an `Allow` that matches action and resource the caller is
/// denied. `NotAction`, `NotResource` and `Condition` are not supported and make the response
/// invalid.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">Output
///   of an authorizer</a>
final class Policy {
    /// Quota of API Gateway.
    private static final int ANSWER_BYTES_MAX = 8 * 1024;

    private static final String ACTION = "execute-api:Invoke";
    private static final List<String> UNSUPPORTED =
            List.of("NotAction", "NotResource", "Condition");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Policy() {}

    /// Evaluates an authorizer's response for the ARN that the caller wants to invoke.
    static Verdict verdict(String answer, String methodArn) {
        if (answer.getBytes(StandardCharsets.UTF_8).length > ANSWER_BYTES_MAX) {
            return new Broken("the authorizer's response is larger than 8 KB");
        }
        try {
            return verdict(JSON.readTree(answer), methodArn);
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            return new Broken("the authorizer's response is not valid: " + malformed.getMessage());
        }
    }

    private static Verdict verdict(JsonNode answer, String methodArn) {
        JsonNode principal = answer.path("principalId");
        if (!principal.isTextual() || principal.textValue().isEmpty()) {
            throw new IllegalArgumentException("it has no principalId");
        }
        boolean allowed = allows(answer.at("/policyDocument/Statement"), methodArn);
        return allowed ? new Allowed(authorizer(principal, answer.path("context"))) : new Denied();
    }

    private static boolean allows(JsonNode statements, String methodArn) {
        if (statements.isMissingNode()) {
            throw new IllegalArgumentException("it has no policyDocument.Statement");
        }
        var effects =
                elements(statements).stream()
                        .filter(statement -> matches(statement, methodArn))
                        .map(statement -> statement.path("Effect").asText())
                        .collect(Collectors.toSet());
        return effects.contains("Allow") && !effects.contains("Deny");
    }

    private static boolean matches(JsonNode statement, String methodArn) {
        if (UNSUPPORTED.stream().anyMatch(statement::has)) {
            throw new IllegalArgumentException("a statement uses one of " + UNSUPPORTED);
        }
        return elements(statement.path("Action")).stream()
                        .anyMatch(action -> Wildcard.ofAction(action.asText()).matches(ACTION))
                && elements(statement.path("Resource")).stream()
                        .anyMatch(arn -> Wildcard.ofArn(arn.asText()).matches(methodArn));
    }

    private static ObjectNode authorizer(JsonNode principal, JsonNode context) {
        ObjectNode authorizer = JSON.createObjectNode();
        authorizer.put("principalId", principal.textValue());
        for (var entry : context.properties()) {
            if (entry.getValue().isContainerNode()) {
                throw new IllegalArgumentException(
                        "context." + entry.getKey() + " is not a string, number or boolean");
            }
            if (!entry.getValue().isNull()) {
                authorizer.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return authorizer;
    }

    private static List<JsonNode> elements(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false).toList()
                : List.of(oneOrMany);
    }
}
