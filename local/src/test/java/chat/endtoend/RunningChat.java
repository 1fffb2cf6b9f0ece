package chat.endtoend;

import chat.domain.ConversationId;
import chat.local.LocalRuntime;
import chat.local.Options;
import chat.local.iam.GrantUse;
import chat.local.iam.Iam;
import chat.local.lambda.LambdaMode;
import chat.local.lambda.SharedCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// The running stack, as started by `./chat local`.
public final class RunningChat implements AutoCloseable {
    /// The assembly that `./mvnw package` synthesizes.
    static final Path CDK_OUT = Path.of("../infra-cdk/target/cdk.out");

    /// The web chat that `./mvnw package` builds.
    private static final Path WEB = Path.of("../client/web/dist");

    /// The property with the cloud assembly to run the tests with.
    static final String CDK_OUT_PROPERTY = "chat.cdkOut";

    /// The property with the number of seconds that devices wait for a frame.
    static final String PATIENCE_PROPERTY = "chat.patience";

    /// The way functions are run: `-Dchat.lambda=process` runs the whole suite in separate JVMs.
    static final LambdaMode LAMBDA =
            LambdaMode.of(System.getProperty("chat.lambda", "in-process")).orElseThrow();

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Longer than the effects of a frame take; a process needs time to start.
    private static final Duration QUIET =
            Duration.ofMillis(LAMBDA == LambdaMode.PROCESS ? 2_000 : 200);

    /// The functions' code. Loading it for each stack would take 2 s.
    private static final SharedCode CODE = new SharedCode();

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final Map<Path, List<Iam>> STARTED = new ConcurrentHashMap<>();

    static {
        Written.keep(); // Before a function stores a reference to standard output.
        Runtime.getRuntime().addShutdownHook(new Thread(CODE::close));
    }

    private final LocalRuntime runtime;
    private final Duration patience;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningChat(LocalRuntime runtime, Duration patience) {
        this.runtime = runtime;
        this.patience = patience;
    }

    /// Provides test classes with a shared stack, which the first one starts.
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningChat.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(RunningChat.class, _ -> start());
        }
    }

    /// Provides a test class with its own stack, for tests that read the meter: in the shared stack
    /// a redelivery of another test may still be running.
    public static final class Own implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningChat.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(ExtensionContext.Namespace.create(Own.class))
                    .computeIfAbsent(RunningChat.class, _ -> start());
        }
    }

    private static RunningChat start() {
        String cdkOut = System.getProperty(CDK_OUT_PROPERTY, CDK_OUT.toString());
        var patience = Duration.ofSeconds(Integer.getInteger(PATIENCE_PROPERTY, 60));
        return start(Path.of(cdkOut), Optional.empty(), patience);
    }

    /// @param data stores the tables for the next start
    /// @param patience time that its devices wait for a frame
    static RunningChat start(Path cdkOut, Optional<Path> data, Duration patience) {
        return start(cdkOut, data, patience, LAMBDA);
    }

    /// @param lambda the way functions are run, overriding the property
    static RunningChat start(
            Path cdkOut, Optional<Path> data, Duration patience, LambdaMode lambda) {
        var options = Options.of(cdkOut).withLambda(lambda).withWeb(WEB);
        return start(data.map(options::withDataDirectory).orElse(options), patience);
    }

    /// Starts a stack that can be restarted.
    ///
    /// @param data stores the tables for the next start
    /// @param port 0 picks a free one
    static RunningChat start(Path data, int port, Duration patience) {
        var options = Options.of(CDK_OUT).withLambda(LAMBDA).withWeb(WEB);
        return start(options.withDataDirectory(data).withPort(port), patience);
    }

    private static RunningChat start(Options options, Duration patience) {
        try {
            var runtime = LocalRuntime.start(options.withShared(CODE));
            STARTED.computeIfAbsent(options.cdkOut(), _ -> new CopyOnWriteArrayList<>())
                    .add(runtime.iam());
            return new RunningChat(runtime, patience);
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    /// The permissions of the functions, and their requests, of every stack that was started from a
    /// cloud assembly.
    static List<Iam> started(Path cdkOut) {
        return List.copyOf(STARTED.getOrDefault(cdkOut, List.of()));
    }

    /// A user id that no other test uses, made of a name and a number.
    public static String person(String name) {
        return name + "-" + PEOPLE.incrementAndGet();
    }

    /// Connects a device for the first time.
    Device connect(String user, String device) {
        return connect(user, device, "");
    }

    /// Connects a phone with the given token request.
    Device connect(Map<String, Object> token) {
        return Device.connect(webSocket("?deviceId=phone"), "bearer." + token(token), patience);
    }

    /// Connects a device.
    ///
    /// @param query additional query parameters, such as `&since=1790000000000`
    Device connect(String user, String device, String query) {
        URI uri = webSocket("?deviceId=" + device + query);
        return Device.connect(uri, "bearer." + token(user), patience);
    }

    /// The address of the WebSocket API.
    public URI webSocket(String query) {
        return URI.create("ws://127.0.0.1:" + runtime.port() + "/prod" + query);
    }

    /// A token of the development issuer.
    public String token(String user) {
        return token(Map.of("user", user));
    }

    String token(Map<String, Object> request) {
        return post("/dev/token", request).get("token").asText();
    }

    /// Runs an operator command.
    JsonNode operate(String command, String user) {
        return post(
                "/2015-03-31/functions/Operate/invocations",
                Map.of("command", command, "user", user));
    }

    /// Runs the operator's command that finishes an operation.
    JsonNode operate(String command, ConversationId conversation, long seq) {
        return post(
                "/2015-03-31/functions/Operate/invocations",
                Map.of(
                        "command",
                        command,
                        "conversation",
                        conversation.value(),
                        "seq",
                        Long.toString(seq)));
    }

    /// The usage since the last reset.
    JsonNode meter() {
        return call(request("/dev/meter").GET());
    }

    /// Resets the meter once no request is running.
    void resetMeter() {
        awaitQuiet();
        call(request("/dev/meter/reset").POST(BodyPublishers.noBody()));
    }

    /// Waits until the meter has not changed for a while and no function runs.
    ///
    /// @return the meter's final state
    JsonNode awaitQuiet() {
        return Waiting.until("all is quiet", this::pause, Pause::isQuiet).after();
    }

    /// @param running functions at the end of the pause: a slow one may be between two calls
    private record Pause(JsonNode before, JsonNode after, List<String> running) {
        boolean isQuiet() {
            return running.isEmpty() && before.equals(after);
        }
    }

    private Pause pause() {
        JsonNode before = meter();
        LockSupport.parkNanos(QUIET.toNanos());
        var running =
                state().get("functions")
                        .valueStream()
                        .filter(function -> function.get("running").asInt() > 0)
                        .map(function -> function.get("name").asText())
                        .toList();
        return new Pause(before, meter(), running);
    }

    /// The number of connections that the queue has delivered for a catch-up. On a busy machine a
    /// catch-up may not end within the stream's half second, and restarts.
    long redeliveries() {
        return runtime.iam().uses().stream()
                .filter(use -> use.functionName().equals("Redeliver"))
                .filter(use -> use.action().equals("dynamodb:GetItem"))
                .mapToLong(GrantUse::uses)
                .sum();
    }

    /// The functions' permissions and requests.
    Iam iam() {
        return runtime.iam();
    }

    /// The problems that the runtime reports: the last error of each function, and the requests
    /// that IAM denied.
    List<String> reportedProblems() {
        var reportedProblems = new ArrayList<>(runtime.iam().remedies());
        for (JsonNode function : state().get("functions")) {
            if (function.has("lastError")) {
                reportedProblems.add(
                        function.get("name").asText() + ": " + function.get("lastError").asText());
            }
        }
        return reportedProblems;
    }

    /// The state as shown by the page `/dev/`.
    JsonNode state() {
        return call(request("/dev/state").GET());
    }

    /// Replaces the active faults; `{}` removes them.
    public void faults(String document) {
        var request = request("/dev/faults").POST(BodyPublishers.ofString(document));
        if (!call(request).isMissingNode()) {
            throw new IllegalStateException("the response to a fault document is empty");
        }
    }

    /// The number of faults that have occurred, of all sections together.
    public long faultsThatHappened() {
        long happened = 0;
        for (JsonNode count : call(request("/dev/faults").GET())) {
            happened += count.asLong();
        }
        return happened;
    }

    /// A DynamoDB client that bypasses the functions.
    public DynamoDbClient tables() {
        var environment =
                runtime.stack().functions().stream()
                        .map(f -> f.environment().get("AWS_ENDPOINT_URL_DYNAMODB"))
                        .findFirst()
                        .orElseThrow();
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(environment))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .httpClient(Apache5HttpClient.create())
                .build();
    }

    int port() {
        return runtime.port();
    }

    @Override
    public void close() {
        runtime.close();
    }

    private JsonNode post(String path, Map<String, Object> body) {
        try {
            return call(request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + runtime.port() + path));
    }

    private JsonNode call(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
