package chat.local.template;

import chat.local.template.WebSocketApi.Integration;
import chat.local.template.WebSocketApi.LambdaProxy;
import chat.local.template.WebSocketApi.Mock;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/// Reads Lambda proxy and MOCK integrations.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-integration.html">AWS::ApiGatewayV2::Integration</a>
record IntegrationReader(Template template, Targets targets) {
    private static final String DEFAULT = "$default";
    private static final String TIMEOUT = "TimeoutInMillis";
    private static final int TIMEOUT_MILLIS_MIN = 50;
    private static final int TIMEOUT_MILLIS_MAX = 29_000;

    Integration integration(Resource integration) {
        String type = integration.text("IntegrationType");
        return switch (type) {
            case "AWS_PROXY" ->
                    new LambdaProxy(
                            targets.byUri(integration, "IntegrationUri"), timeout(integration));
            case "MOCK" -> mock(integration);
            default -> throw integration.error("IntegrationType", type + " does not run locally");
        };
    }

    private static Optional<Duration> timeout(Resource integration) {
        int most = TIMEOUT_MILLIS_MAX;
        int millis = integration.number(TIMEOUT, most, TIMEOUT_MILLIS_MIN, most);
        return millis == most ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private Mock mock(Resource integration) {
        var responses = new HashMap<String, String>();
        for (Resource response : template.ofType("AWS::ApiGatewayV2::IntegrationResponse")) {
            if (response.text("IntegrationId").equals(integration.id())) {
                chosen(response, "ResponseTemplates")
                        .ifPresent(
                                body ->
                                        responses.put(
                                                response.text("IntegrationResponseKey"), body));
            }
        }
        String request =
                chosen(integration, "RequestTemplates")
                        .orElseThrow(() -> integration.error("RequestTemplates", "is missing"));
        return new Mock(request, responses);
    }

    /// The only template, or the one selected by a constant selection expression.
    private static Optional<String> chosen(Resource resource, String property) {
        Optional<JsonNode> templates = resource.find(property);
        if (templates.isEmpty() || templates.get().isEmpty()) {
            return Optional.empty();
        }
        if (templates.get().size() == 1) {
            return Optional.of(templates.get().elements().next().asText());
        }
        String key =
                resource.optionalText("TemplateSelectionExpression")
                        .map(expression -> expression.replace("\\$", "$"))
                        .orElse(DEFAULT);
        JsonNode template = templates.get().path(key);
        if (template.isMissingNode()) {
            throw resource.error(
                    "TemplateSelectionExpression", "selects none of several templates: " + key);
        }
        return Optional.of(template.asText());
    }
}
