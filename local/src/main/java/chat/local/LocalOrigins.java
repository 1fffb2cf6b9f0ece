package chat.local;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// An endpoint that pages of this machine, on any port, may call from a browser: handles preflight
/// requests, and marks responses as readable. Pages of other origins get neither.
///
/// @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
record LocalOrigins(Endpoint endpoint) implements Endpoint {
    private static final Pattern LOCAL =
            Pattern.compile(
                    "https?://(localhost|[a-z0-9.-]+\\.localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    private static final String MAX_AGE_SECONDS = "600";

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        Optional<String> origin =
                request.header("Origin").filter(from -> LOCAL.matcher(from).matches());
        if (origin.isEmpty()) {
            return endpoint.answer(request);
        }
        Optional<String> method = request.header("Access-Control-Request-Method");
        return method.isPresent() && request.method().equals("OPTIONS")
                ? preflight(request, origin.get(), method.get())
                : endpoint.answer(request).map(answer -> readable(answer, origin.get()));
    }

    /// Allows the requested method unless the endpoint responds to it with 405. Empty if the path
    /// is not one of the endpoint's.
    private Optional<HttpResponse> preflight(HttpRequest request, String origin, String method) {
        var asked = new HttpRequest(method, request.path(), Map.of(), "");
        return endpoint.answer(asked)
                .filter(answer -> answer.status() != 405)
                .map(_ -> allowed(request, origin, method));
    }

    private static HttpResponse allowed(HttpRequest request, String origin, String method) {
        var headers = new HashMap<String, String>();
        headers.put("Access-Control-Allow-Methods", method);
        request.header("Access-Control-Request-Headers")
                .ifPresent(names -> headers.put("Access-Control-Allow-Headers", names));
        headers.put("Access-Control-Max-Age", MAX_AGE_SECONDS);
        return readable(new HttpResponse(204, headers, ""), origin);
    }

    private static HttpResponse readable(HttpResponse answer, String origin) {
        var headers = new HashMap<>(answer.headers());
        headers.put("Access-Control-Allow-Origin", origin);
        headers.put("Vary", "Origin");
        return new HttpResponse(answer.status(), headers, answer.content());
    }
}
