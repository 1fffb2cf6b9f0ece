package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.template.JsonSchema;
import chat.local.template.WebSocketApi.RequestModels;
import chat.local.template.WebSocketApi.Route;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

class RequestModelTest {
    private static final String BAD_REQUEST_BODY =
            "\\{\"message\" : \"Bad request body\", \"connectionId\": \"[\\w-]{15}=\","
                    + " \"messageId\": \"[\\w-]{15}=\"}";

    private TestGateway gateway;

    @BeforeEach
    void open() throws IOException {
        var text =
                schema(
                        """
                        {"$schema":"http://json-schema.org/draft-04/schema#","required":["text"]}\
                        """);
        var number =
                schema(
                        """
                        {"type":"object",
                         "properties":{"value":{"type":"integer","minimum":0,
                                                "exclusiveMinimum":true}},
                         "required":["value"]}\
                        """);
        var routes = TestGateway.routes();
        routes.computeIfPresent("echo", (_, echo) -> with(echo, Map.of("t", text, "n", number)));
        routes.computeIfPresent("quiet", (_, quiet) -> with(quiet, Map.of("$default", text)));
        routes.computeIfPresent("$default", (_, other) -> with(other, Map.of("$default", text)));
        gateway = new TestGateway(Map.copyOf(routes), Limits.AWS);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"echo\",\"kind\":\"t\",\"text\":\"x\"}",
                "{\"action\":\"echo\",\"kind\":\"n\",\"value\":1}"
            })
    void aMessageThatTheSelectedModelAcceptsReachesTheIntegration(String message) throws Exception {
        assertThat(gateway.connect().send(message).receive()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"echo\",\"kind\":\"t\",\"value\":1}",
                "{\"action\":\"echo\",\"kind\":\"n\",\"text\":\"x\"}",
                "{\"action\":\"echo\",\"kind\":\"n\",\"value\":0}",
                "{\"action\":\"echo\",\"kind\":\"n\",\"value\":\"1\"}"
            })
    void aRejectedMessageGetsAnErrorFrameAndDoesNotReachTheIntegration(String message)
            throws Exception {
        var client = gateway.connect();

        assertThat(client.send(message).receive()).matches(BAD_REQUEST_BODY);

        String id = gateway.event("Connect").at("/requestContext/connectionId").asText();
        assertThat(client.send(message).receive()).contains("\"connectionId\": \"" + id + "\"");
        assertThat(gateway.invoked("Echo")).isFalse();
        assertThat(client.send("{\"action\":\"ping\"}").receive()).contains("pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"echo\",\"kind\":\"x\"}", "{\"action\":\"echo\"}"})
    void withoutAMatchingModelOrADefaultOneValidationFails(String message) throws Exception {
        assertThat(gateway.connect().send(message).receive()).matches(BAD_REQUEST_BODY);
    }

    @Test
    void theDefaultModelAppliesToMessagesThatSelectNoOther() throws Exception {
        var client = gateway.connect();

        client.send("{\"action\":\"quiet\",\"kind\":\"x\",\"text\":\"y\"}");
        assertThat(gateway.event("Echo").path("body").asText()).contains("\"y\"");

        assertThat(client.send("{\"action\":\"quiet\"}").receive()).matches(BAD_REQUEST_BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "{\"text\":1} {}", "{"})
    void aMessageThatIsNotJsonIsABadBody(String message) throws Exception {
        assertThat(gateway.connect().send(message).receive()).matches(BAD_REQUEST_BODY);
    }

    @Test
    void aBadBodyAndItsErrorFrameAreMetered() throws Exception {
        gateway.connect().send("{\"action\":\"quiet\"}").receive();

        assertThat(gateway.traffic.records).contains("received quiet 18", "answered quiet 101");
    }

    private static JsonSchema schema(String json) {
        return JsonSchema.read(TestGateway.parse(json));
    }

    private static Route with(Route route, Map<String, JsonSchema> schemas) {
        return new Route(
                route.key(),
                route.integration(),
                route.authorizer(),
                route.twoWay(),
                route.responseTemplate(),
                route.throttle(),
                Optional.of(new RequestModels("$request.body.kind", schemas)));
    }
}
