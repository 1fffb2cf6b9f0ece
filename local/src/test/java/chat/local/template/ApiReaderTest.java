package chat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.template.WebSocketApi.LambdaProxy;
import chat.local.template.WebSocketApi.Route;
import chat.local.template.WebSocketApi.Throttle;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// The parts of an API other than its routes: throttling, models, variables, timeouts.
final class ApiReaderTest {
    @TempDir Path directory;
    TestAssembly assembly;

    @BeforeEach
    void writeAssembly() {
        assembly = TestAssembly.in(directory);
    }

    @Test
    void withoutSettingsNoRouteHasItsOwnLimits() {
        assertThat(route("order").throttle()).isEqualTo(Throttle.NONE);
    }

    @Test
    void aRouteHasItsOwnLimitsElseTheStagesDefault() {
        assembly.edit(
                "Stage",
                stage -> {
                    stage.putObject("DefaultRouteSettings")
                            .put("ThrottlingRateLimit", 100.5)
                            .put("ThrottlingBurstLimit", 50);
                    stage.putObject("RouteSettings")
                            .putObject("order")
                            .put("ThrottlingRateLimit", "7");
                });

        assertThat(route("watch").throttle()).isEqualTo(throttle(100.5, 50));
        assertThat(route("order").throttle()).isEqualTo(throttle(7, 50));
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingRateLimit, -1, -1 is not a valid limit",
        "ThrottlingRateLimit, NaN, NaN is not a valid limit",
        "ThrottlingRateLimit, fast, is not a number but fast",
        "ThrottlingBurstLimit, 1.5, is not a whole number but 1.5",
        "ThrottlingBurstLimit, 1e12, 1e12 is not a valid limit"
    })
    void anInvalidLimitIsAnError(String property, String value, String message) {
        assembly.edit(
                "Stage",
                stage -> {
                    stage.putObject("DefaultRouteSettings").put(property, value);
                });
        assertError("Resource Stage, property DefaultRouteSettings." + property + ": " + message);

        assembly.edit(
                "Stage",
                stage -> {
                    stage.remove("DefaultRouteSettings");
                    stage.putObject("RouteSettings").putObject("order").put(property, value);
                });
        assertError("Resource Stage, property RouteSettings.order." + property + ": " + message);
    }

    @Test
    void settingsForAnUnknownRouteAreAnError() {
        assembly.edit("Stage", stage -> stage.putObject("RouteSettings").putObject("ordr"));

        assertError("Resource Stage, property RouteSettings: ordr is not the key of a route");
    }

    @Test
    void stageVariablesAreRead() {
        assembly.edit("Stage", stage -> stage.putObject("StageVariables").put("level", "gold"));

        assertThat(api().stageVariables()).containsOnly(java.util.Map.entry("level", "gold"));
    }

    @Test
    void anIntegrationMayHaveItsOwnTimeout() {
        var worker =
                new FunctionTarget(
                        "Worker", "arn:aws:lambda:us-east-1:000000000000:function:Worker:live");
        assertThat(route("order").integration())
                .isEqualTo(new LambdaProxy(worker, Optional.empty()));

        assembly.edit("WorkerIntegration", p -> p.put("TimeoutInMillis", 1500));

        assertThat(route("order").integration())
                .isEqualTo(new LambdaProxy(worker, Optional.of(Duration.ofMillis(1500))));
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 29_001})
    void aTimeoutOutsideApiGatewaysRangeIsAnError(int millis) {
        assembly.edit("WorkerIntegration", p -> p.put("TimeoutInMillis", millis));

        assertError(
                "Resource WorkerIntegration, property TimeoutInMillis: ",
                millis + " is not between 50 and 29000");
    }

    @Test
    void aRoutesModelsAreFoundByNameInItsApi() {
        withModel("{\"required\":[\"item\"]}");

        var models = route("order").models().orElseThrow();

        assertThat(models.selectionExpression()).isEqualTo("$request.body.kind");
        assertThat(models.schemas()).containsOnlyKeys("$default");
        var schema = Objects.requireNonNull(models.schemas().get("$default"));
        assertThat(schema.accepts("{\"item\":1}")).isTrue();
        assertThat(schema.accepts("{}")).isFalse();
    }

    @Test
    void withoutASelectionExpressionNothingIsValidated() {
        withModel("{}");
        assembly.edit("OrderRoute", route -> route.remove("ModelSelectionExpression"));

        assertThat(route("order").models()).isEmpty();
    }

    @Test
    void aMissingModelIsAnError() {
        withModel("{}");
        assembly.edit("OrderModel", model -> model.put("Name", "Another"));

        assertError("Resource OrderRoute, property RequestModels: this API has no model Order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"strin\"}",
                "{\"required\":true}",
                "{\"properties\":{\"a\":{\"minimum\":\"1\"}}}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
                "{\"$ref\":\"#/definitions/nowhere\"}",
                "{\"$ref\":\"http://127.0.0.1:9/elsewhere\"}",
                "{\"pattern\":\"(\"}",
                "\"no schema\""
            })
    void anInvalidSchemaIsAnError(String schema) {
        withModel(schema);

        assertError("Resource OrderModel, property Schema: is not a ", "JSON schema");
    }

    @Test
    void anUnsupportedModelSelectionExpressionIsAnError() {
        withModel("{}");
        assembly.edit(
                "OrderRoute",
                route -> route.put("ModelSelectionExpression", "$request.header.X-Kind"));

        assertError("Resource OrderRoute, property ModelSelectionExpression: '$request.header");
    }

    @Test
    void anUnsupportedRouteSelectionExpressionIsAnError() {
        assembly.edit("Api", api -> api.put("RouteSelectionExpression", "$context.routeKey"));

        assertError("Resource Api, property RouteSelectionExpression: '$context.routeKey'");
    }

    @Test
    void anAuthorizerOnAnotherRouteThanConnectIsAnError() {
        assembly.edit(
                "OrderRoute",
                route -> route.put("AuthorizationType", "CUSTOM").put("AuthorizerId", "x"));

        assertError(
                "Resource OrderRoute, property AuthorizationType: only $connect can have an"
                        + " authorizer");
    }

    @Test
    void unsupportedPropertiesOfARouteAreAnError() {
        assembly.edit("OrderRoute", route -> route.put("ApiKeyRequired", true));
        assertError("Resource OrderRoute, property ApiKeyRequired: API keys do not run locally");

        assembly.edit(
                "OrderRoute",
                route -> {
                    route.remove("ApiKeyRequired");
                    route.putObject("RequestParameters").putObject("route.request.header.X");
                });
        assertError("Resource OrderRoute, property RequestParameters: ");

        assembly.edit(
                "OrderRoute",
                route -> {
                    route.remove("RequestParameters");
                    route.put("RouteResponseSelectionExpression", "$request.body.x");
                });
        assertError("Resource OrderRoute, property RouteResponseSelectionExpression: ");

        assembly.edit(
                "OrderRoute",
                route ->
                        route.put("RouteResponseSelectionExpression", "$default")
                                .put("RouteKey", "$order"));
        assertError("Resource OrderRoute, property RouteKey: $order begins with $");
    }

    private void withModel(String schema) {
        assembly.edit(
                resources -> {
                    ObjectNode model = resources.putObject("OrderModel");
                    model.put("Type", "AWS::ApiGatewayV2::Model");
                    ObjectNode properties = model.putObject("Properties");
                    properties.putObject("ApiId").put("Ref", "Api");
                    properties.put("Name", "Order");
                    properties.set("Schema", TestAssembly.parse(schema));
                });
        assembly.edit(
                "OrderRoute",
                route -> {
                    route.put("ModelSelectionExpression", "$request.body.kind");
                    route.putObject("RequestModels").put("$default", "Order");
                });
    }

    private static Throttle throttle(double rate, int burst) {
        return new Throttle(Optional.of(rate), Optional.of(burst));
    }

    private void assertError(String... parts) {
        assertThatThrownBy(() -> assembly.load())
                .isInstanceOf(TemplateException.class)
                .message()
                .contains(parts);
    }

    private WebSocketApi api() {
        return assembly.load().apis().getFirst();
    }

    private Route route(String key) {
        return Objects.requireNonNull(api().routes().get(key));
    }
}
