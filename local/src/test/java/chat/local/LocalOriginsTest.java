package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class LocalOriginsTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final Endpoint endpoint =
            new LocalOrigins(
                    request ->
                            request.path().equals("/dev/token")
                                    ? Optional.of(
                                            request.method().equals("POST")
                                                    ? HttpResponse.json(200, "{}")
                                                    : HttpResponse.empty(405))
                                    : Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5173",
                "https://localhost",
                "http://127.0.0.1:3000",
                "http://[::1]:3000",
                "http://app.localhost:3000"
            })
    void aPageOfThisMachineMayReadAnswers(String origin) {
        HttpResponse answer = answer("POST", "/dev/token", origin, Map.of()).orElseThrow();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry(ALLOWED, origin).containsEntry("Vary", "Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://localhost.example.com",
                "http://notlocalhost",
                "http://localhost:80@example.com",
                "null"
            })
    void aPageOfAnotherOriginMayNotReadAnswers(String origin) {
        var preflight = Map.of("Access-Control-Request-Method", "POST");

        assertThat(answer("POST", "/dev/token", origin, Map.of()).orElseThrow().headers())
                .doesNotContainKey(ALLOWED);
        assertThat(answer("OPTIONS", "/dev/token", origin, preflight).orElseThrow().headers())
                .doesNotContainKey(ALLOWED);
    }

    @Test
    void aPreflightRequestAllowsMethodAndHeaders() {
        var asked =
                Map.of(
                        "Access-Control-Request-Method", "POST",
                        "Access-Control-Request-Headers", "content-type");
        HttpResponse answer =
                answer("OPTIONS", "/dev/token", "http://localhost:5173", asked).orElseThrow();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .containsEntry(ALLOWED, "http://localhost:5173")
                .containsEntry("Access-Control-Allow-Methods", "POST")
                .containsEntry("Access-Control-Allow-Headers", "content-type");
    }

    @Test
    void aPreflightRequestForAnotherPathIsLeftToOthers() {
        var asked = Map.of("Access-Control-Request-Method", "POST");

        assertThat(answer("OPTIONS", "/", "http://localhost:5173", asked)).isEmpty();
    }

    private Optional<HttpResponse> answer(
            String method, String path, String origin, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Origin", origin);
        return endpoint.answer(new HttpRequest(method, path, headers, ""));
    }
}
