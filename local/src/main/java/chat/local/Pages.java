package chat.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// `GET /connect` with instructions for connecting, also at `/` if there is no web app; and `GET
/// /healthz`, which is 200 as soon as requests are handled.
final class Pages implements Endpoint {
    private final HttpResponse welcome;

    Pages() {
        var headers =
                Map.of(
                        "Content-Type", "text/html; charset=utf-8",
                        "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; script-src"
                                        + " 'unsafe-inline'",
                        "Cache-Control", "no-cache");
        welcome = new HttpResponse(200, headers, resource("/chat/local/welcome.html"));
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (request.is("GET", "/connect") || request.is("GET", "/")) {
            return Optional.of(welcome);
        }
        if (request.is("GET", "/healthz")) {
            return Optional.of(HttpResponse.json(200, "{\"status\":\"up\"}"));
        }
        return Optional.empty();
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Pages.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
