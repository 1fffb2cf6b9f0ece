package chat.local.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// `GET /dev/`, a page that shows the activity, with its style and script, and `GET /dev/state`,
/// its data.
///
/// The page loads nothing from other sites, and its policy allows only its own script.
final class DevPage implements Endpoint {
    static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                    + " img-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, HttpResponse> resources;
    private final Supplier<State> now;

    /// @param now computes the state, at each request for it
    DevPage(Supplier<State> now) {
        this.now = now;
        this.resources =
                Map.of(
                        "/dev/", resource("dev.html", "text/html"),
                        "/dev/dev.css", resource("dev.css", "text/css"),
                        "/dev/dev.js", resource("dev.js", "text/javascript"),
                        "/dev/dev.svg", resource("dev.svg", "image/svg+xml"),
                        "/dev", new HttpResponse(308, Map.of("Location", "/dev/"), ""));
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        return request.path().equals("/dev/state")
                ? Optional.of(state())
                : Optional.ofNullable(resources.get(request.path()));
    }

    private HttpResponse state() {
        try {
            var headers = Map.of("Content-Type", "application/json", "Cache-Control", "no-store");
            return new HttpResponse(200, headers, JSON.writeValueAsString(now.get()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the state cannot be written", impossible);
        }
    }

    private static HttpResponse resource(String name, String type) {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", type + "; charset=utf-8");
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cache-Control", "no-cache");
        String path = "/chat/local/dev/" + name;
        try (var in = Objects.requireNonNull(DevPage.class.getResourceAsStream(path), path)) {
            return new HttpResponse(200, headers, new String(in.readAllBytes(), UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
