package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import chat.local.gateway.Handshake.Outcome;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Passes WebSocket handshakes for `/{stage}` from Jetty to the gateway of that stage.
///
/// Compression is off, because API Gateway does not offer it. Jetty itself rejects frames and
/// messages above the limits with 1009, and text that is not UTF-8 with 1007.
public final class WebSocketUpgrade implements Request.Handler {
    private static final String WEBSOCKET_VERSION = "13";

    /// API Gateway's quota; its response to longer URLs is not documented.
    private static final int URL_CHARACTERS_MAX = 4096;

    private final Map<String, Gateway> gateways;
    private final ServerWebSocketContainer container;

    /// @param container holds the sockets; configured here with the gateways' limits
    public WebSocketUpgrade(List<Gateway> gateways, ServerWebSocketContainer container) {
        this.gateways =
                gateways.stream().collect(toUnmodifiableMap(Gateway::stage, Function.identity()));
        this.container = container;
        container.setIdleTimeout(Duration.ZERO); // The gateway has its own timeout and clock.
        container.setAutoFragment(false); // Otherwise Jetty splits a large frame.
        for (var gateway : gateways) {
            container.setMaxFrameSize(gateway.limits().frameBytesMax());
            container.setMaxTextMessageSize(gateway.limits().messageBytesMax());
            container.setMaxBinaryMessageSize(gateway.limits().messageBytesMax());
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        int end = path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length();
        Gateway gateway = gateways.get(path.substring(1, end));
        if (gateway != null) {
            take(gateway, new Exchange(request, response, callback));
            return true;
        }
        boolean ofAnotherStage = isHandshake(request) || path.contains("/@connections/");
        if (ofAnotherStage) {
            response.getHeaders().put("x-amzn-ErrorType", "ForbiddenException");
            answer(403, message("Forbidden"), response, callback);
        }
        return ofAnotherStage;
    }

    private void take(Gateway gateway, Exchange exchange) {
        Request request = exchange.request();
        if (!isHandshake(request)) {
            exchange.answer(426, message("Upgrade Required"));
        } else if (request.getHttpURI().asString().length() > URL_CHARACTERS_MAX) {
            exchange.answer(414, message("URI Too Long"));
        } else {
            switch (gateway.handshake(client(request))) {
                case Outcome.Refused refused -> exchange.answer(refused.status(), refused.body());
                case Outcome.Accepted(_, var subprotocol) when !offered(subprotocol, request) ->
                        exchange.answer(502, notOffered(subprotocol.get()));
                case Outcome.Accepted accepted -> upgrade(gateway, accepted, exchange);
            }
        }
    }

    private static boolean offered(Optional<String> subprotocol, Request request) {
        var offers = request.getHeaders().getCSV("Sec-WebSocket-Protocol", false);
        return subprotocol.isEmpty() || offers.contains(subprotocol.get());
    }

    /// The error for a subprotocol that was not offered. On AWS the client fails instead, with an
    /// error that is hard to understand.
    private static String notOffered(String subprotocol) {
        return message(
                "$connect returned the subprotocol %s, which the client did not offer"
                        .formatted(subprotocol));
    }

    private static String message(String text) {
        return JsonNodeFactory.instance.objectNode().put("message", text).toString();
    }

    private record Exchange(Request request, Response response, Callback callback) {
        void answer(int status, String body) {
            WebSocketUpgrade.answer(status, body, response, callback);
        }
    }

    private void upgrade(Gateway gateway, Outcome.Accepted accepted, Exchange exchange) {
        boolean upgraded =
                container.upgrade(
                        (request, response, callback) -> {
                            accepted.subprotocol().ifPresent(response::setAcceptedSubProtocol);
                            response.setExtensions(List.of());
                            return new JettySocket(gateway, accepted.connection());
                        },
                        exchange.request(),
                        exchange.response(),
                        exchange.callback());
        if (!upgraded) {
            exchange.answer(400, "");
        }
    }

    private static boolean isHandshake(Request request) {
        var headers = request.getHeaders();
        return request.getMethod().equals("GET")
                && "websocket".equalsIgnoreCase(headers.get(HttpHeader.UPGRADE))
                && headers.contains(HttpHeader.SEC_WEBSOCKET_KEY)
                && WEBSOCKET_VERSION.equals(headers.get(HttpHeader.SEC_WEBSOCKET_VERSION));
    }

    private static Client client(Request request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField header : request.getHeaders()) {
            headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>())
                    .add(header.getValue());
        }
        var query = new TreeMap<String, List<String>>();
        for (Fields.Field parameter : Request.extractQueryParameters(request)) {
            query.put(parameter.getName(), parameter.getValues());
        }
        return new Client(
                headers,
                query,
                headers.getOrDefault("Host", List.of("")).getLast(),
                Request.getRemoteAddr(request));
    }

    private static void answer(int status, String body, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
    }
}
