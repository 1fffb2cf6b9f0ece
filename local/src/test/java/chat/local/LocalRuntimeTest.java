package chat.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.echo.EchoAssembly;
import chat.local.echo.EchoJar;
import chat.local.gateway.TestClient;
import chat.local.template.TemplateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The echo stack, from its template to a WebSocket client.
class LocalRuntimeTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir static Path folder;
    private static LocalRuntime runtime;

    @BeforeAll
    static void start() throws IOException {
        EchoAssembly.write(folder.resolve("cdk.out"));
        runtime = LocalRuntime.start(kept());
    }

    @AfterAll
    static void close() {
        runtime.close();
    }

    private static Options kept() {
        return options().withDataDirectory(folder.resolve("data"));
    }

    private static Options options() {
        return Options.of(folder.resolve("cdk.out"));
    }

    @Test
    void routesFunctionsAndVariablesOfTheTemplateWork() throws Exception {
        var client = TestClient.connect(socket(runtime, "alice"));

        assertThat(client.send("how are you").receive()).isEqualTo("hello alice: how are you");
        assertThat(TestClient.refusal(socket(runtime, "mallory"))).isEqualTo(401);
    }

    @Test
    void theMeterCountsTheUsageSinceItsReset() throws Exception {
        assertThat(post(runtime, "/dev/meter/reset", "").statusCode()).isEqualTo(204);

        TestClient.connect(socket(runtime, "alice")).send("one").receive();

        JsonNode meter = JSON.readTree(get(runtime, "/dev/meter").body());
        assertThat(meter.at("/perRoute/$connect/invocations").asInt()).isEqualTo(2);
        assertThat(meter.at("/perRoute/$default"))
                .isEqualTo(JSON.readTree("{\"meteredIn\":1,\"meteredOut\":1,\"invocations\":1}"));
        assertThat(meter.path("invocations").asInt()).isEqualTo(3);
        assertThat(meter.path("usd").asDouble()).isEqualTo(2.6e-6);
    }

    @Test
    void theStateShowsConnectionsFunctionsAndTables() throws Exception {
        var client = TestClient.connect(socket(runtime, "carol"));
        client.send("one").receive();

        JsonNode state = JSON.readTree(get(runtime, "/dev/state").body());

        assertThat(state.path("connections"))
                .filteredOn(open -> open.path("principal").asText().equals("carol"))
                .singleElement()
                .satisfies(
                        open -> {
                            assertThat(open.path("stage").asText()).isEqualTo("prod");
                            assertThat(open.path("messagesIn").asInt()).isEqualTo(1);
                        });
        assertThat(state.path("functions"))
                .filteredOn(function -> function.path("name").asText().equals("Message"))
                .singleElement()
                .satisfies(
                        function -> {
                            assertThat(function.path("invocations").asInt()).isPositive();
                            assertThat(function.path("p50Milliseconds").asDouble()).isPositive();
                        });
        assertThat(state.at("/tables/0"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"name":"Notes","items":0,"readUnits":0.0,"writeUnits":0.0}\
                                """));
        assertThat(state.at("/meter/perRoute").isObject()).isTrue();
        assertThat(get(runtime, "/dev/").body()).contains("dev.js");
    }

    @Test
    void everyEndpointWorksAfterTheStart() throws Exception {
        assertThat(get(runtime, "/healthz").statusCode()).isEqualTo(200);
        assertThat(get(runtime, "/nowhere").statusCode()).isEqualTo(404);
        assertThat(get(runtime, "/").body()).contains("<h1>").doesNotContain("http-equiv");
        assertThat(get(runtime, "/").headers().firstValue("Content-Type"))
                .hasValue("text/html; charset=utf-8");
    }

    @Test
    void tokensAreForTheTemplatesAudienceAndSurviveARestart() throws Exception {
        String answer = post(runtime, "/dev/token", "{\"user\":\"alice\"}").body();
        var token = SignedJWT.parse(JSON.readTree(answer).path("token").asText());
        String keys = get(runtime, "/.well-known/jwks.json").body();
        runtime.close();
        runtime = LocalRuntime.start(kept());

        var key = JWKSet.parse(get(runtime, "/.well-known/jwks.json").body()).getKeys().getFirst();

        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("EchoClient");
        assertThat(get(runtime, "/.well-known/jwks.json").body()).isEqualTo(keys);
    }

    @Test
    void aPageOnAnotherPortOfThisMachineGetsAToken() throws Exception {
        var page =
                request(runtime, "/dev/token")
                        .header("Origin", "http://localhost:5173")
                        .POST(BodyPublishers.ofString("{\"user\":\"alice\"}"));

        var answer = HTTP.send(page.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("http://localhost:5173");
    }

    @Test
    void aDataDirectoryInUseIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> LocalRuntime.start(kept()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("data") + " is in use by process");
    }

    @Test
    void aFaultForANameThatIsNotInTheStackIsRefused() throws Exception {
        var answer =
                post(runtime, "/dev/faults", "{\"pushes\":[{\"do\":\"drop\",\"function\":\"X\"}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'X'; known are [Accept, Authorizer, Message]");
    }

    @Test
    void aPortInUseIsABindException() {
        assertThatThrownBy(() -> LocalRuntime.start(options().withPort(runtime.port())))
                .isInstanceOfAny(BindException.class, IOException.class)
                .rootCause()
                .isInstanceOf(BindException.class);
    }

    @Test
    void aMissingTemplateIsNamed() {
        var options = Options.of(folder.resolve("nowhere"));

        assertThatThrownBy(() -> LocalRuntime.start(options))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void withWatchAConnectedClientReachesTheNewCode() throws Exception {
        Path watched = EchoAssembly.write(folder.resolve("watched"));
        Path template = watched.resolve("Echo.template.json");
        String versions = Files.readString(template).replace("Echo$Message", "Echo$Version");
        Files.writeString(template, versions);
        try (var local = LocalRuntime.start(Options.of(watched).withWatch())) {
            var client = TestClient.connect(socket(local, "alice"));
            assertThat(client.send("which").receive()).isEqualTo("1");

            EchoJar.write(watched.resolve("asset.e0.jar"), "2");

            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!client.send("which").receive().equals("2")) {
                assertThat(System.nanoTime()).as("deadline").isLessThan(end);
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private static URI socket(LocalRuntime local, String user) {
        return URI.create("ws://127.0.0.1:" + local.port() + "/prod?user=" + user);
    }

    private static HttpResponse<String> get(LocalRuntime local, String path) throws Exception {
        return HTTP.send(request(local, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(LocalRuntime local, String path, String body)
            throws Exception {
        return HTTP.send(
                request(local, path).POST(BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(LocalRuntime local, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + local.port() + path));
    }
}
