package chat.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Endpoints as a Jetty handler. Does not handle WebSocket upgrades.
final class Endpoints implements Request.Handler {
    /// AWS's wording. SDKs identify the error by the header and the field.
    private static final HttpResponse TOO_LARGE =
            new HttpResponse(
                    413,
                    Map.of(
                            "Content-Type", "application/json",
                            "x-amzn-ErrorType", "RequestEntityTooLargeException"),
                    "{\"message\":\"The request body exceeds the maximum of %d bytes.\"}"
                            .formatted(HttpRequest.BODY_BYTES_MAX));

    private final List<Endpoint> endpoints;

    Endpoints(List<Endpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException {
        if ("websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))) {
            return false;
        }
        var body = body(request);
        Optional<HttpResponse> answer =
                body.isEmpty()
                        ? Optional.of(TOO_LARGE)
                        : answer(translate(request, body.orElseThrow()));
        answer.ifPresent(found -> send(found, request, response, callback));
        return answer.isPresent();
    }

    private Optional<HttpResponse> answer(HttpRequest request) {
        for (var endpoint : endpoints) {
            var answer = endpoint.answer(request);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static HttpRequest translate(Request request, String body) {
        var headers = new LinkedHashMap<String, String>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName(), field.getValue());
        }
        var query = new LinkedHashMap<String, String>();
        Request.extractQueryParameters(request)
                .forEach(parameter -> query.put(parameter.getName(), parameter.getValue()));
        return new HttpRequest(
                request.getMethod(),
                URIUtil.decodePath(Request.getPathInContext(request)),
                headers,
                body,
                query);
    }

    /// The whole body; empty if it is too large. The rest of a large body is read and dropped,
    /// because a client that is still writing would not see the response.
    private static Optional<String> body(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] read = body.readNBytes(HttpRequest.BODY_BYTES_MAX + 1);
            if (read.length <= HttpRequest.BODY_BYTES_MAX) {
                return Optional.of(new String(read, UTF_8));
            }
            body.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        }
    }

    private static void send(
            HttpResponse answer, Request request, Response response, Callback callback) {
        if (answer.equals(HttpResponse.NONE)) {
            request.getConnectionMetaData().getConnection().close();
            callback.succeeded(); // Marks the request as handled.
            return;
        }
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, answer.content(), callback);
    }
}
