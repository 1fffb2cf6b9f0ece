package chat.local.gateway;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// `@connections`: posts to a client, looks whether it is connected, ends its connection.
///
/// Signatures are not verified; but a request must carry one, as an application that forgets to
/// sign would be refused by AWS.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">The
///   &#64;connections commands</a>
final class ManagementApi implements Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGNED = "AWS4-HMAC-SHA256 ";

    private final String prefix;
    private final Connections connections;
    private final Throttles throttles;
    private final Limits limits;
    private final Traffic traffic;

    ManagementApi(
            String stage,
            Connections connections,
            Throttles throttles,
            Gateway.Surroundings surroundings) {
        this.prefix = "/" + stage + "/@connections/";
        this.connections = connections;
        this.throttles = throttles;
        this.limits = surroundings.limits();
        this.traffic = surroundings.traffic();
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (!request.path().startsWith(prefix)) {
            return Optional.empty();
        }
        String id = request.path().substring(prefix.length());
        if (request.header("Authorization").filter(value -> value.startsWith(SIGNED)).isEmpty()) {
            return Optional.of(error(403, "ForbiddenException", "Forbidden"));
        }
        if (!throttles.admitCallback()) {
            return Optional.of(error(429, "LimitExceededException", "Too Many Requests"));
        }
        if (!Ids.wellFormed(id)) {
            return Optional.of(error(400, "BadRequestException", "Invalid connectionId: " + id));
        }
        return Optional.of(
                connections
                        .find(id)
                        .map(connection -> answer(request, connection))
                        .orElseGet(ManagementApi::gone));
    }

    private HttpResponse answer(HttpRequest request, Connection connection) {
        return switch (request.method()) {
            case "POST" -> post(connection, request.body());
            case "GET" -> HttpResponse.json(200, describe(connection).toString());
            case "DELETE" -> {
                connections.close(connection, CloseStatus.NORMAL);
                yield HttpResponse.empty(204);
            }
            default -> error(403, "ForbiddenException", "Forbidden");
        };
    }

    private HttpResponse post(Connection connection, String message) {
        int bytes = message.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.messageBytesMax()) {
            return error(413, "PayloadTooLargeException", "Message too long");
        }
        return switch (connection.send(message, () -> traffic.posted(bytes))) {
            case SENT -> HttpResponse.empty(200);
            case GONE -> gone();
            case BUFFER_FULL -> error(429, "LimitExceededException", "The client's buffer is full");
        };
    }

    private static ObjectNode describe(Connection connection) {
        ObjectNode description = JSON.createObjectNode();
        description.put("connectedAt", connection.connectedAt().toString());
        ObjectNode identity = description.putObject("identity");
        identity.put("sourceIp", connection.client().sourceIp());
        connection
                .client()
                .header("User-Agent")
                .ifPresent(agent -> identity.put("userAgent", agent));
        description.put("lastActiveAt", connection.lastActiveAt().toString());
        return description;
    }

    private static HttpResponse gone() {
        return error(410, "GoneException", "");
    }

    /// The SDK tells errors apart by this header alone: without it a 410 is no `GoneException`.
    private static HttpResponse error(int status, String type, String message) {
        var body = JSON.createObjectNode().put("message", message);
        return new HttpResponse(
                status,
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
                body.toString());
    }
}
