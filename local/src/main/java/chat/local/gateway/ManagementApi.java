package chat.local.gateway;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;
import chat.local.iam.Credentials;
import chat.local.iam.Denial;
import chat.local.template.Arns;
import chat.local.template.WebSocketApi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// `@connections`: posts to a client, looks whether it is connected, ends its connection.
///
/// A request must be signed, by a function whose role allows it or by no function of the stack; but
/// whether the signature is right is not looked at.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">The
///   &#64;connections commands</a>
final class ManagementApi implements Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebSocketApi api;
    private final String prefix;
    private final Permissions permissions;
    private final Connections connections;
    private final Throttles throttles;
    private final Limits limits;
    private final Traffic traffic;

    ManagementApi(
            WebSocketApi api,
            Connections connections,
            Throttles throttles,
            Gateway.Surroundings surroundings) {
        this.api = api;
        this.prefix = "/" + api.stage() + "/@connections/";
        this.permissions = surroundings.permissions();
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
        var caller = Credentials.accessKeyId(request.header("Authorization"));
        if (caller.isEmpty()) {
            return Optional.of(error(403, "ForbiddenException", "Forbidden"));
        }
        var denial =
                permissions.againstManaging(
                        caller.get(), Arns.connection(api, request.method(), id));
        if (denial.isPresent()) {
            return Optional.of(denied(denial.get(), request.method()));
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

    /// AWS tells neither the whole account nor the connection.
    private HttpResponse denied(Denial denial, String method) {
        String resource =
                Arns.connection(api, method, "{connectionId}")
                        .replace(Arns.ACCOUNT, "********" + Arns.ACCOUNT.substring(8));
        return error(
                403, "AccessDeniedException", denial.message(denial.access().action(), resource));
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
