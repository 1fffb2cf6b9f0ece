package chat.local.gateway;

import chat.local.http.HttpServer;
import chat.local.iam.Denial;
import chat.local.iam.Permission;
import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;
import chat.local.template.FunctionTarget;
import chat.local.template.WebSocketApi;
import chat.local.template.WebSocketApi.Authorizer;
import chat.local.template.WebSocketApi.LambdaProxy;
import chat.local.template.WebSocketApi.Mock;
import chat.local.template.WebSocketApi.Route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A gateway on a free port whose functions are Java lambdas, with a clock that tests set.
///
/// Routes: `$connect` with an authorizer for the query parameter `token`; `$disconnect`;
/// `$default`; `echo` two-way; `quiet` one-way; `ping` MOCK.
final class TestGateway implements Invoker, Permissions, AutoCloseable {
    static final String ACTION = "$request.body.action";
    static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/execute-api/aws4_request";
    static final String OK = "{\"statusCode\":200}";

    /// AWS's limits, except for an integration timeout that is short enough to wait for.
    static final Limits IMPATIENT =
            new Limits(
                    Limits.AWS.frameBytesMax(),
                    Limits.AWS.messageBytesMax(),
                    Limits.AWS.idleTimeout(),
                    Limits.AWS.connectionLifetime(),
                    Duration.ofMillis(100),
                    Limits.AWS.requestsPerSecond(),
                    Limits.AWS.requestBurst(),
                    Limits.AWS.connectionsPerSecond());

    static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    final ManualTimers timers = new ManualTimers();
    final RecordedTraffic traffic = new RecordedTraffic();
    private final BlockingQueue<Access> accesses = new LinkedBlockingQueue<>();
    private final Map<String, Function<JsonNode, InvocationResult>> functions =
            new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<JsonNode>> events = new ConcurrentHashMap<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final Gateway gateway;

    TestGateway() {
        this(routes(), Limits.AWS);
    }

    TestGateway(Map<String, Route> routes, Limits limits) {
        this(new WebSocketApi("abcd1234", "prod", Map.of(), ACTION, routes), limits);
    }

    TestGateway(WebSocketApi api, Limits limits) {
        functions.put("Authorizer", _ -> returned(allow("alice")));
        functions.put("Echo", TestGateway::echo);
        var account = new Account(limits, timers);
        var dependencies =
                new Gateway.Dependencies(
                        this, this, Wire.SOUND, traffic, accesses::add, timers, limits, account);
        gateway = new Gateway(api, dependencies);
        server = open();
        server.serve(
                List.of(gateway.managementApi()),
                new WebSocketUpgrade(List.of(gateway), server.sockets()));
    }

    private static HttpServer open() {
        try {
            return HttpServer.open(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Route> routes() {
        var guard =
                new Authorizer(
                        "guard1",
                        FunctionTarget.of("Authorizer"),
                        List.of("route.request.querystring.token"));
        var pong = new Mock("{\"statusCode\":200}", Map.of("/200/", "{\"type\":\"pong\"}"));
        var routes = new HashMap<String, Route>();
        routes.put("$connect", lambda("$connect", "Connect", false, Optional.of(guard)));
        routes.put("$disconnect", lambda("$disconnect", "Disconnect", false, Optional.empty()));
        routes.put("$default", lambda("$default", "Default", true, Optional.empty()));
        routes.put("echo", lambda("echo", "Echo", true, Optional.empty()));
        routes.put("quiet", lambda("quiet", "Echo", false, Optional.empty()));
        routes.put("ping", new Route("ping", pong, Optional.empty(), true, Optional.empty()));
        return routes;
    }

    private static Route lambda(
            String key, String function, boolean twoWay, Optional<Authorizer> guard) {
        return new Route(key, new LambdaProxy(function), guard, twoWay, Optional.empty());
    }

    /// Defines the behaviour of a function; by default it returns 200.
    void on(String function, Function<JsonNode, InvocationResult> behaviour) {
        functions.put(function, behaviour);
    }

    static InvocationResult returned(String payload) {
        return new InvocationResult.Returned(payload);
    }

    static InvocationResult failed(String message) {
        return new InvocationResult.Failed("java.lang.RuntimeException", message);
    }

    static String allow(String principal) {
        return policy("Allow", principal);
    }

    static String policy(String effect, String principal) {
        return """
        {"principalId":"%s","policyDocument":{"Version":"2012-10-17","Statement":[
          {"Effect":"%s","Action":"execute-api:Invoke","Resource":"*"}]},
         "context":{"device":"phone","number":1,"flag":true}}\
        """
                .formatted(principal, effect);
    }

    private static InvocationResult echo(JsonNode event) {
        return returned(
                JSON.createObjectNode()
                        .put("statusCode", 200)
                        .put("body", event.path("body").asText())
                        .toString());
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        JsonNode json = parse(event);
        queue(functionName).add(json);
        return functions.getOrDefault(functionName, _ -> returned(OK)).apply(json);
    }

    /// Denies invocations by a route or authorizer, or one method of the management API.
    ///
    /// @param arn the ARN of the invoking route or authorizer, or the method
    void forbid(String arn) {
        forbidden.add(arn);
    }

    @Override
    public Optional<String> againstInvoking(FunctionTarget function, String sourceArn) {
        return Optional.of("no permission").filter(_ -> forbidden.contains(sourceArn));
    }

    @Override
    public Optional<Denial> againstManaging(String accessKeyId, String connectionArn) {
        var access = new Permission("execute-api:ManageConnections", connectionArn);
        String method = connectionArn.split("/", -1)[2];
        return Optional.of(new Denial(accessKeyId, "Role", access, ""))
                .filter(_ -> forbidden.contains(method));
    }

    /// Waits for the next event of a function.
    JsonNode event(String function) throws InterruptedException {
        JsonNode event = queue(function).poll(60, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError(function + " was not invoked");
        }
        return event;
    }

    /// Waits for the next finished request of a kind.
    Access access(Access.Kind kind) throws InterruptedException {
        while (true) {
            Access access = accesses.poll(60, TimeUnit.SECONDS);
            if (access == null) {
                throw new AssertionError("no " + kind + " in the access log");
            }
            if (access.kind() == kind) {
                return access;
            }
        }
    }

    List<OpenConnection> connections() {
        return gateway.connections();
    }

    boolean invoked(String function) {
        return !queue(function).isEmpty();
    }

    private BlockingQueue<JsonNode> queue(String function) {
        return events.computeIfAbsent(function, _ -> new LinkedBlockingQueue<>());
    }

    TestClient connect() {
        return TestClient.connect(url("token=t"));
    }

    URI url(String query) {
        return URI.create("ws://127.0.0.1:" + port() + "/prod?" + query);
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> post(String connectionId, String message) {
        return manage(connectionId, request -> request.POST(body(message)));
    }

    HttpResponse<String> get(String connectionId) {
        return manage(connectionId, HttpRequest.Builder::GET);
    }

    HttpResponse<String> delete(String connectionId) {
        return manage(connectionId, HttpRequest.Builder::DELETE);
    }

    static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private HttpResponse<String> manage(
            String connectionId, Function<HttpRequest.Builder, HttpRequest.Builder> method) {
        var signed = HttpRequest.newBuilder(management(connectionId));
        signed.header("Authorization", SIGNATURE);
        return send(method.apply(signed).build());
    }

    URI management(String connectionId) {
        String escaped = connectionId.replace("=", "%3D");
        return server.uri().resolve("/prod/@connections/" + escaped);
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}
