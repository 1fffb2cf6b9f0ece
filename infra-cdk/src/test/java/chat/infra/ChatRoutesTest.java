package chat.infra;

import static chat.infra.SynthesizedTemplate.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

/// The WebSocket API: routes, authorizer, stage.
final class ChatRoutesTest {
    private static final String ROUTE = "AWS::ApiGatewayV2::Route";

    private final SynthesizedTemplate template = SynthesizedTemplate.standard();

    @ParameterizedTest
    @CsvSource({
        "$connect, Connect, false",
        "$disconnect, Disconnect, false",
        "$default, Default, true",
        "sendMessage, SendMessage, true",
        "ack, Ack, false",
        "sync, Read, false",
        "history, Read, true",
        "conversations, Read, true",
        "profile, Profile, true",
        "conversation, Conversation, true",
        "hide, Conversation, true",
        "search, Search, true",
        "presence, Presence, true",
        "typing, Presence, false",
    })
    void routesInvokeTheAliasOfTheirFunction(String key, String function, boolean twoWay) {
        var integration = integrationOf(key);

        assertThat(integration.path("IntegrationType").asText()).isEqualTo("AWS_PROXY");
        assertThat(text(integration.path("IntegrationUri")))
                .endsWith(":lambda:path/2015-03-31/functions/" + function + "Live/invocations");
        assertThat(isTwoWay(key)).isEqualTo(twoWay);
    }

    @Test
    void thereAreNoOtherRoutes() {
        assertThat(template.ofType(ROUTE).values())
                .extracting(route -> route.path("RouteKey").asText())
                .containsExactlyInAnyOrder(
                        "$connect",
                        "$disconnect",
                        "$default",
                        "sendMessage",
                        "ack",
                        "sync",
                        "history",
                        "conversations",
                        "profile",
                        "conversation",
                        "hide",
                        "search",
                        "presence",
                        "typing",
                        "ping");
        assertThat(template.properties("Api").path("RouteSelectionExpression").asText())
                .isEqualTo("$request.body.action");
    }

    @Test
    void theGatewayItselfAnswersPing() {
        var integration = integrationOf("ping");
        var response = template.only("AWS::ApiGatewayV2::IntegrationResponse", any -> true);

        assertThat(integration.path("IntegrationType").asText()).isEqualTo("MOCK");
        assertThat(integration.at("/RequestTemplates/$default").asText())
                .isEqualTo("{\"statusCode\":200}");
        assertThat(response.path("IntegrationResponseKey").asText()).isEqualTo("/200/");
        assertThat(response.at("/ResponseTemplates/$default").asText())
                .isEqualTo("{\"type\":\"pong\"}");
        assertThat(isTwoWay("ping")).isTrue();
    }

    @Test
    void onlyConnectHasAnAuthorizerThatReadsTheSubprotocolHeader() {
        var authorizer = template.only("AWS::ApiGatewayV2::Authorizer", any -> true);

        assertThat(authorizer.path("AuthorizerType").asText()).isEqualTo("REQUEST");
        assertThat(authorizer.path("IdentitySource")).hasSize(1);
        assertThat(authorizer.at("/IdentitySource/0").asText())
                .isEqualTo("route.request.header.Sec-WebSocket-Protocol");
        assertThat(text(authorizer.path("AuthorizerUri")))
                .endsWith("/functions/AuthorizerLive/invocations");
        assertThat(template.ofType(ROUTE).values())
                .allSatisfy(
                        route ->
                                assertThat(route.path("AuthorizationType").asText("NONE"))
                                        .isEqualTo(
                                                route.path("RouteKey").asText().equals("$connect")
                                                        ? "CUSTOM"
                                                        : "NONE"));
    }

    @Test
    void theGatewayMayInvokeAliasesOnly() {
        var permissions = template.ofType("AWS::Lambda::Permission").values();

        assertThat(permissions).hasSize(15);
        assertThat(permissions)
                .allSatisfy(
                        permission -> {
                            assertThat(text(permission.path("FunctionName"))).endsWith("Live");
                            assertThat(text(permission.path("SourceArn"))).contains(":Api/");
                        });
    }

    @Test
    void theStageIsThrottledAndDependsOnItsRoutes() {
        var stage = template.resource("Stage");
        var settings = stage.at("/Properties/DefaultRouteSettings");

        assertThat(stage.at("/Properties/StageName").asText()).isEqualTo("prod");
        assertThat(settings.path("ThrottlingRateLimit").asInt()).isEqualTo(3000);
        assertThat(settings.path("ThrottlingBurstLimit").asInt()).isEqualTo(1500);
        assertThat(settings.path("DetailedMetricsEnabled").asBoolean(true)).isFalse();
        assertThat(stage.at("/Properties/RouteSettings/presence/ThrottlingRateLimit").asInt())
                .isEqualTo(750);
        assertThat(stage.at("/Properties/RouteSettings/typing/ThrottlingRateLimit").asInt())
                .isEqualTo(300);
        assertThat(stage.at("/Properties/RouteSettings/typing/LoggingLevel").asText())
                .isEqualTo("OFF");
        assertThat(stage.path("DependsOn").valueStream().map(JsonNode::asText))
                .containsAll(template.ofType(ROUTE).keySet());
    }

    @Test
    void gatewayLogsContainNeitherTokensNorMessages() {
        var stage = template.properties("Stage");
        var format = stage.at("/AccessLogSettings/Format").asText();

        assertThat(stage.at("/DefaultRouteSettings/DataTraceEnabled").asBoolean(true)).isFalse();
        assertThat(stage.at("/DefaultRouteSettings/LoggingLevel").asText()).isEqualTo("OFF");
        assertThat(stage.at("/RouteSettings").valueStream())
                .isNotEmpty()
                .allMatch(route -> route.path("LoggingLevel").asText().equals("OFF"))
                .noneMatch(route -> route.path("DataTraceEnabled").asBoolean(true));
        assertThat(format)
                .contains("$context.requestId", "$context.routeKey", "$context.status")
                .doesNotContainIgnoringCase(
                        "header",
                        "query",
                        "input",
                        "body",
                        "protocol",
                        "authorizer",
                        "identity",
                        "errorMessage",
                        "messageString");
        assertThat(text(stage.at("/AccessLogSettings/DestinationArn"))).isEqualTo("AccessLogs.Arn");
    }

    private JsonNode route(String key) {
        return template.only(ROUTE, route -> route.path("RouteKey").asText().equals(key));
    }

    private JsonNode integrationOf(String key) {
        return template.properties(text(route(key).path("Target")).replace("integrations/", ""));
    }

    /// A two-way route has both a selection expression and a route response.
    private boolean isTwoWay(String key) {
        var id =
                template.ofType(ROUTE).entrySet().stream()
                        .filter(route -> route.getValue().path("RouteKey").asText().equals(key))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
        boolean expression =
                route(key).path("RouteResponseSelectionExpression").asText().equals("$default");
        boolean response =
                template.ofType("AWS::ApiGatewayV2::RouteResponse").values().stream()
                        .filter(r -> r.path("RouteResponseKey").asText().equals("$default"))
                        .anyMatch(r -> text(r.path("RouteId")).equals(id));
        assertThat(expression).isEqualTo(response);
        return expression;
    }
}
