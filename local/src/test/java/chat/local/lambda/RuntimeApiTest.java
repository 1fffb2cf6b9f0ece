package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The Runtime API as seen by a runtime.
class RuntimeApiTest implements RuntimeApi.Service {
    private static final Invocation EVENT =
            new Invocation("{\"text\":\"grüße\"}", Instant.ofEpochMilli(1_800_000_000_123L));

    private final List<String> calls = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final RuntimeApi api;

    RuntimeApiTest() throws IOException {
        api = RuntimeApi.open(this, "the ARN");
    }

    @AfterEach
    void close() {
        api.close();
        http.close();
    }

    @Test
    void nextReturnsTheEventWithItsHeaders() throws Exception {
        var next = get("invocation/next");

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).isEqualTo(EVENT.event());
        assertThat(header(next, "Lambda-Runtime-Aws-Request-Id")).isEqualTo(EVENT.requestId());
        assertThat(header(next, "Lambda-Runtime-Deadline-Ms")).isEqualTo("1800000000123");
        assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn")).isEqualTo("the ARN");
        assertThat(header(next, "Lambda-Runtime-Trace-Id"))
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0");
        assertThat(header(next, "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void responsesAndErrorsAreAccepted() throws Exception {
        String id = EVENT.requestId();

        assertThat(post("invocation/" + id + "/response", "{\"a\":\"ä\"}")).isEqualTo(202);
        assertThat(
                        post(
                                "invocation/" + id + "/error",
                                "{\"errorType\":\"T\",\"errorMessage\":\"m\"}"))
                .isEqualTo(202);
        assertThat(post("init/error", "not JSON")).isEqualTo(202);
        assertThat(post("restore/error", "{}")).isEqualTo(202);
        assertThat(calls)
                .containsExactly(
                        "responded {\"a\":\"ä\"}",
                        "failed RuntimeError[type=T, message=m, ofCode=true]",
                        "init RuntimeError[type=Runtime.BadFunctionCode, message=not JSON,"
                                + " ofCode=true]",
                        "init RuntimeError[type=Runtime.BadFunctionCode, message=, ofCode=true]");
    }

    @Test
    void restoreNextAnswersAtOnce() throws Exception {
        assertThat(get("restore/next").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownInvocationAndAnUnknownPathAreRejected() throws Exception {
        assertThat(post("invocation/another/response", "{}")).isEqualTo(400);
        assertThat(post("invocation/another/error", "{}")).isEqualTo(400);
        assertThat(post("invocation/" + EVENT.requestId() + "/more", "{}")).isEqualTo(400);
        assertThat(post("invocation", "{}")).isEqualTo(404);
        assertThat(get("nothing").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private int post(String path, String body) throws Exception {
        var request =
                request(path)
                        .header(RuntimeError.HEADER, "Runtime.BadFunctionCode")
                        .POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    @Override
    public Invocation next() {
        return EVENT;
    }

    @Override
    public void initFailed(RuntimeError error) {
        calls.add("init " + error);
    }

    @Override
    public boolean responded(String requestId, String payload) {
        calls.add("responded " + payload);
        return requestId.equals(EVENT.requestId());
    }

    @Override
    public boolean failed(String requestId, RuntimeError error) {
        calls.add("failed " + error);
        return requestId.equals(EVENT.requestId());
    }
}
