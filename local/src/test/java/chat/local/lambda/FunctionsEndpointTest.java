package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;
import chat.local.template.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class FunctionsEndpointTest {
    @TempDir Path folder;
    private FunctionsEndpoint endpoint;

    @BeforeEach
    void create() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "1234567");
        endpoint =
                new FunctionsEndpoint(
                        List.of(
                                new Function(
                                        "Operate",
                                        "a.B",
                                        jar,
                                        Map.of("TABLE", "Users", "AWS_REGION", "us-east-1"),
                                        Duration.ofSeconds(3),
                                        128,
                                        Optional.of(5),
                                        Set.of("live"))));
    }

    @Test
    void theListHasEveryFunctionWithItsConfiguration() throws IOException {
        JsonNode functions = json(get("/2015-03-31/functions/")).path("Functions");

        assertThat(functions).hasSize(1);
        assertThat(functions.path(0).path("FunctionName").asText()).isEqualTo("Operate");
        assertThat(functions.path(0).path("FunctionArn").asText())
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:Operate");
        assertThat(functions.path(0).path("Handler").asText()).isEqualTo("a.B");
        assertThat(functions.path(0).path("CodeSize").asInt()).isEqualTo(7);
        assertThat(functions.path(0).path("Timeout").asInt()).isEqualTo(3);
        assertThat(functions.path(0).path("MemorySize").asInt()).isEqualTo(128);
    }

    @Test
    void aFunctionHasItsOwnVariablesAndNoneOfLambdas() throws IOException {
        JsonNode function = json(get("/2015-03-31/functions/Operate"));

        assertThat(function.at("/Configuration/Environment/Variables"))
                .hasToString("{\"TABLE\":\"Users\"}");
        assertThat(function.at("/Code/Location").asText()).startsWith("file:");
        assertThat(function.at("/Concurrency/ReservedConcurrentExecutions").asInt()).isEqualTo(5);
    }

    @Test
    void anAliasIsPartOfTheArn() throws IOException {
        JsonNode alias = json(get("/2015-03-31/functions/Operate:live/configuration"));

        assertThat(alias.path("FunctionArn").asText()).endsWith(":function:Operate:live");
    }

    @Test
    void anUnknownFunctionIsNotFound() {
        HttpResponse refused = get("/2015-03-31/functions/Nobody").orElseThrow();

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.headers())
                .containsEntry("x-amzn-ErrorType", "ResourceNotFoundException");
    }

    @Test
    void otherRequestsAreNotHandled() {
        assertThat(get("/2015-03-31/functions/Operate/aliases")).isEmpty();
        assertThat(endpoint.answer(new HttpRequest("POST", "/2015-03-31/functions/", Map.of(), "")))
                .isEmpty();
    }

    private Optional<HttpResponse> get(String path) {
        return endpoint.answer(new HttpRequest("GET", path, Map.of(), ""));
    }

    private static JsonNode json(Optional<HttpResponse> answer) throws IOException {
        assertThat(answer.orElseThrow().status()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.orElseThrow().body());
    }
}
