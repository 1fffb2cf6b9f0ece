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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The `@connections` API: sends messages to a client, returns a connection's state, and closes
/// connections.
///
/// A request must be signed, either with a function's key whose role allows the request, or with
/// any key that belongs to no function. The signature itself is not verified.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">The
///   &#64;connections commands</a>
final class ManagementApi implements Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERROR_TYPE = "x-amzn-ErrorType";
    private static final Map<String, Access.Kind> KINDS =
            Map.of(
                    "POST", Access.Kind.POST,
                    "GET", Access.Kind.GET,
                    "DELETE", Access.Kind.DELETE);

    private final WebSocketApi api;
    private final String prefix;
    private final Permissions permissions;
    private final Connections connections;
    private final Throttles throttles;
    private final Gateway.Dependencies dependencies;

    ManagementApi(
            WebSocketApi api,
            Connections connections,
            Throttles throttles,
            Gateway.Dependencies dependencies) {
        this.api = api;
        this.prefix = "/" + api.stage() + "/@connections/";
        this.permissions = dependencies.permissions();
        this.connections = connections;
        this.throttles = throttles;
        this.dependencies = dependencies;
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (!request.path().startsWith(prefix)) {
            return Optional.empty();
        }
        long begin = System.nanoTime();
        String id = request.path().substring(prefix.length());
        Optional<Connection> connection = connections.find(id);
        HttpResponse answer = answer(request, id, connection);
        var unknown = new Access.Caller(id, Optional.empty());
        var caller = connection.map(Connection::caller).orElse(unknown);
        log(request, caller, answer, Access.since(begin));
        return Optional.of(answer);
    }

    private HttpResponse answer(HttpRequest request, String id, Optional<Connection> connection) {
        var signer = Credentials.accessKeyId(request);
        if (signer.isEmpty()) {
            return error(403, "ForbiddenException", "Forbidden");
        }
        var denial =
                permissions.againstManaging(
                        signer.get(), Arns.connection(api, request.method(), id));
        if (denial.isPresent()) {
            return denied(denial.get(), request.method());
        }
        if (!throttles.admitCallback()) {
            return error(429, "LimitExceededException", "Too Many Requests");
        }
        if (!Ids.wellFormed(id)) {
            return error(400, "BadRequestException", "Invalid connectionId: " + id);
        }
        return connection.map(open -> answer(request, open)).orElseGet(ManagementApi::gone);
    }

    /// Requests with unsupported methods are not logged.
    private void log(
            HttpRequest request, Access.Caller caller, HttpResponse answer, Duration took) {
        Access.Kind kind = KINDS.get(request.method());
        if (kind == null) {
            return;
        }
        int bytes = kind == Access.Kind.POST ? bytes(request.body()) : 0;
        var size = new Access.Size(bytes, answer.status() == 200 ? bytes : 0);
        var outcome = Access.Outcome.of(answer.status(), failure(answer));
        dependencies
                .accessLog()
                .done(new Access(kind, "@connections", caller, outcome, took, size));
    }

    private static Optional<String> failure(HttpResponse answer) {
        return Optional.ofNullable(answer.headers().get(ERROR_TYPE));
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
        int bytes = bytes(message);
        if (bytes > dependencies.limits().messageBytesMax()) {
            return error(413, "PayloadTooLargeException", "Message too long");
        }
        return switch (connection.send(message, () -> dependencies.traffic().posted(bytes))) {
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

    /// AWS masks the account id and omits the connection id.
    private HttpResponse denied(Denial denial, String method) {
        String resource =
                Arns.connection(api, method, "{connectionId}")
                        .replace(Arns.ACCOUNT, "********" + Arns.ACCOUNT.substring(8));
        return error(
                403,
                "AccessDeniedException",
                denial.message(denial.permission().action(), resource));
    }

    private static int bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length;
    }

    private static HttpResponse gone() {
        return error(410, "GoneException", "");
    }

    /// Creates an error response. The SDK recognizes errors by this header alone: without it a 410
    /// is not a `GoneException`.
    private static HttpResponse error(int status, String type, String message) {
        var body = JSON.createObjectNode().put("message", message);
        return new HttpResponse(
                status,
                Map.of("Content-Type", "application/json", ERROR_TYPE, type),
                body.toString());
    }
}
