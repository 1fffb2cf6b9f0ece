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
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Endpoints as a Jetty handler. WebSocket upgrades are not for them.
final class Endpoints implements Request.Handler {
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
        Optional<HttpResponse> answer = answer(translate(request));
        answer.ifPresent(found -> send(found, response, callback));
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

    private static HttpRequest translate(Request request) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName(), field.getValue());
        }
        return new HttpRequest(
                request.getMethod(),
                URIUtil.decodePath(Request.getPathInContext(request)),
                headers,
                body(request));
    }

    private static String body(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            return new String(body.readNBytes(HttpRequest.BODY_BYTES_MAX), UTF_8);
        }
    }

    private static void send(HttpResponse answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(answer.body().getBytes(UTF_8)), callback);
    }
}
