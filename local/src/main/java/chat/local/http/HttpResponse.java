package chat.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;

/// The response to an [HttpRequest].
///
/// @param headers by name; `Content-Length` is added when it is sent
/// @param content the body; its position never changes
public record HttpResponse(int status, Map<String, String> headers, ByteBuffer content) {
    /// No response: the connection is closed, and the caller does not learn whether its request was
    /// executed.
    public static final HttpResponse NONE = new HttpResponse(0, Map.of(), "");

    public HttpResponse {
        headers = Map.copyOf(headers);
        content = content.asReadOnlyBuffer();
    }

    /// A response with a text.
    ///
    /// @param body sent as UTF-8
    public HttpResponse(int status, Map<String, String> headers, String body) {
        this(status, headers, ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    /// A response without a body.
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), "");
    }

    /// A JSON response.
    public static HttpResponse json(int status, String body) {
        return new HttpResponse(status, Map.of("Content-Type", "application/json"), body);
    }

    /// The content, read as UTF-8.
    public String body() {
        return UTF_8.decode(content()).toString();
    }

    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }
}
