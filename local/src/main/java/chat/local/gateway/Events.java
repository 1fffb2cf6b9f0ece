package chat.local.gateway;

import chat.local.template.WebSocketApi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Creates the events that functions receive from a WebSocket API, field by field like API
/// Gateway's.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html">Integration
///   requests</a>
final class Events {
    /// The account and region that functions see; nothing local depends on them.
    private static final String ARN = "arn:aws:execute-api:us-east-1:000000000000:";

    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final List<String> HOP_BY_HOP =
            List.of("Connection", "Upgrade", "Content-Length");

    private final WebSocketApi api;
    private final Supplier<String> ids;
    private final InstantSource clock;

    Events(WebSocketApi api, Supplier<String> ids, InstantSource clock) {
        this.api = api;
        this.ids = ids;
        this.clock = clock;
    }

    /// Creates a request id, shared by all events of the request and its error frame.
    String newRequestId() {
        return ids.get();
    }

    /// Creates the id of a message that reaches no integration.
    String newMessageId() {
        return ids.get();
    }

    /// The ARN in the authorizer's event, which its policy must allow.
    String connectArn() {
        return ARN + api.id() + "/" + api.stage() + "/$connect";
    }

    /// The event of a REQUEST authorizer, with all headers, including those of the upgrade.
    ObjectNode authorizer(Connection connection, String requestId) {
        var headers = new TreeMap<>(connection.client().headers());
        headers.put("Connection", List.of("upgrade"));
        headers.put("Upgrade", List.of("websocket"));
        headers.put("content-length", List.of("0"));
        ObjectNode event = object();
        event.put("type", "REQUEST");
        event.put("methodArn", connectArn());
        putRequest(event, connection.client(), headers);
        event.set("stageVariables", stageVariables());
        event.set("requestContext", context(connection, "$connect", "CONNECT", requestId));
        return event;
    }

    /// The event of the `$connect` integration.
    ObjectNode connect(Connection connection, String requestId) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(connection.client().headers());
        HOP_BY_HOP.forEach(headers::remove);
        ObjectNode event = object();
        putRequest(event, connection.client(), headers);
        putStageVariables(event);
        event.set("requestContext", context(connection, "$connect", "CONNECT", requestId));
        event.put("isBase64Encoded", false);
        return event;
    }

    /// The event of a route's integration for a message: without headers and query.
    ObjectNode message(Connection connection, String routeKey, String body, String requestId) {
        ObjectNode event = object();
        putStageVariables(event);
        ObjectNode context = context(connection, routeKey, "MESSAGE", requestId);
        context.put("messageId", ids.get());
        event.set("requestContext", context);
        event.put("body", body);
        event.put("isBase64Encoded", false);
        return event;
    }

    /// The event of the `$disconnect` integration.
    ObjectNode disconnect(Connection connection, CloseStatus status) {
        ObjectNode event = object();
        putHeaders(
                event,
                Map.of(
                        "Host", List.of(connection.client().host()),
                        "x-api-key", List.of(""),
                        "X-Forwarded-For", List.of(""),
                        "x-restapi", List.of("")));
        putStageVariables(event);
        ObjectNode context = context(connection, "$disconnect", "DISCONNECT", ids.get());
        context.put("disconnectStatusCode", status.code());
        context.put("disconnectReason", status.reason());
        event.set("requestContext", context);
        event.put("isBase64Encoded", false);
        return event;
    }

    /// Proxy events omit this field if the stage has no variables.
    private void putStageVariables(ObjectNode event) {
        if (!api.stageVariables().isEmpty()) {
            event.set("stageVariables", stageVariables());
        }
    }

    private ObjectNode stageVariables() {
        ObjectNode variables = object();
        api.stageVariables().forEach(variables::put);
        return variables;
    }

    private void putRequest(ObjectNode event, Client client, Map<String, List<String>> sent) {
        var headers = new TreeMap<>(sent);
        int port = client.host().lastIndexOf(':');
        headers.put("X-Amzn-Trace-Id", List.of(traceId()));
        headers.put("X-Forwarded-For", List.of(client.sourceIp()));
        headers.put(
                "X-Forwarded-Port", List.of(port < 0 ? "80" : client.host().substring(port + 1)));
        headers.put("X-Forwarded-Proto", List.of("http"));
        putHeaders(event, headers);
        if (!client.query().isEmpty()) {
            putLast(event.putObject("queryStringParameters"), client.query());
            putAll(event.putObject("multiValueQueryStringParameters"), client.query());
        }
    }

    /// A trace id in X-Ray's format: the time in seconds, then 12 random bytes.
    private String traceId() {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        return "Root=1-%08x-%s"
                .formatted(clock.instant().getEpochSecond(), HexFormat.of().formatHex(random));
    }

    private static void putHeaders(ObjectNode event, Map<String, List<String>> headers) {
        putLast(event.putObject("headers"), headers);
        putAll(event.putObject("multiValueHeaders"), headers);
    }

    private static void putLast(ObjectNode target, Map<String, List<String>> values) {
        values.forEach((name, all) -> target.put(name, all.getLast()));
    }

    private static void putAll(ObjectNode target, Map<String, List<String>> values) {
        values.forEach((name, all) -> new ArrayList<>(all).forEach(target.withArray(name)::add));
    }

    private ObjectNode context(
            Connection connection, String routeKey, String eventType, String requestId) {
        Instant now = clock.instant();
        Client client = connection.client();
        ObjectNode context = object();
        context.put("routeKey", routeKey);
        context.put("eventType", eventType);
        context.put("extendedRequestId", requestId);
        context.put("requestTime", REQUEST_TIME.format(now));
        context.put("messageDirection", "IN");
        context.put("stage", api.stage());
        context.put("connectedAt", connection.connectedAt().toEpochMilli());
        context.put("requestTimeEpoch", now.toEpochMilli());
        ObjectNode identity = context.putObject("identity");
        client.header("User-Agent").ifPresent(agent -> identity.put("userAgent", agent));
        identity.put("sourceIp", client.sourceIp());
        connection.authorizer().ifPresent(said -> context.set("authorizer", said));
        context.put("requestId", requestId);
        context.put("domainName", client.host());
        context.put("connectionId", connection.id());
        context.put("apiId", api.id());
        return context;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
