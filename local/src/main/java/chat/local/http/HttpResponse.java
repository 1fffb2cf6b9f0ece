package chat.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/// The response to an [HttpRequest].
///
/// @param headers by name; `Content-Length` is added when it is sent
/// @param body sent as UTF-8
public record HttpResponse(int status, Map<String, String> headers, String body) {
    /// No response: the connection is closed, and the caller does not learn whether its request was
    /// executed.
    public static final HttpResponse NONE = new HttpResponse(0, Map.of(), "");

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    /// A response without a body.
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), "");
    }

    /// A JSON response.
    public static HttpResponse json(int status, String body) {
        return new HttpResponse(status, Map.of("Content-Type", "application/json"), body);
    }

    byte[] bytes() {
        return body.getBytes(UTF_8);
    }
}
