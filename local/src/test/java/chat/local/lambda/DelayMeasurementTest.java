package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.LocalRuntime;
import chat.local.Options;
import chat.local.echo.Echo;
import chat.local.echo.EchoAssembly;
import chat.local.gateway.TestClient;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.template.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Measures the delay that the runtime adds to a handler call, and writes the table of
/// `docs/local-runtime.md` to `target/delay.md`: `./mvnw verify -Dchat.measure=true
/// -Dtest=DelayMeasurementTest -Dsurefire.failIfNoSpecifiedTests=false`
@EnabledIfSystemProperty(named = "chat.measure", matches = "true")
final class DelayMeasurementTest {
    private static final int WARM_UP = 5_000;
    private static final int SAMPLES = 10_000;
    private static final String TEXT = "how are you";
    private static final String ANSWER = "hello alice: " + TEXT;
    private static final String EVENT =
            "{\"requestContext\":{\"authorizer\":{\"principalId\":\"alice\"}},\"body\":\"%s\"}"
                    .formatted(TEXT);

    @TempDir private Path folder;
    private final List<String> lines = new ArrayList<>();

    @Test
    void measuresTheDelaysForTheDocument() throws Exception {
        Path cdkOut = EchoAssembly.write(folder.resolve("cdk.out"));
        Sample direct = directly(cdkOut);
        Sample inProcess = invoked(cdkOut, LambdaMode.IN_PROCESS);
        Sample process = invoked(cdkOut, LambdaMode.PROCESS);
        Sample socket = echoed(cdkOut, LambdaMode.IN_PROCESS);
        Sample socketToProcess = echoed(cdkOut, LambdaMode.PROCESS);

        lines.add("| a call of an echo handler | p50 | p99 | p50 against in-process |");
        lines.add("|---|--:|--:|--:|");
        row("the method itself, no JSON", direct, inProcess);
        row("through the in-process invoker", inProcess, inProcess);
        row("through the process invoker", process, inProcess);
        row("from WebSocket to WebSocket, in-process", socket, inProcess);
        row("from WebSocket to WebSocket, process", socketToProcess, inProcess);
        Path file = Path.of("target", "delay.md");
        Files.createDirectories(Path.of("target"));
        Files.write(file, lines);
        assertThat(file).isNotEmptyFile();
    }

    private static Sample directly(Path cdkOut) throws Exception {
        var handler = new Echo.Message(Map.of("GREETING", "hello"));
        Map<String, Object> event =
                Map.of(
                        "requestContext",
                        Map.of("authorizer", Map.of("principalId", "alice")),
                        "body",
                        TEXT);
        var clock = InstantSource.system();
        var context = new InvocationContext(message(cdkOut), "id", clock.instant(), clock);
        return sample(() -> String.valueOf(handler.handleRequest(event, context).get("body")));
    }

    private static Sample invoked(Path cdkOut, LambdaMode mode) throws Exception {
        var function = List.of(message(cdkOut));
        try (var functions =
                Functions.open(mode, function, InstantSource.system(), Optional.empty())) {
            return sample(() -> ((Returned) functions.invoke("Message", EVENT)).payload());
        }
    }

    private static Function message(Path cdkOut) {
        return new Function(
                "Message",
                "chat.local.echo.Echo$Message",
                cdkOut.resolve("asset.e0.jar"),
                Map.of("GREETING", "hello", "AWS_LAMBDA_FUNCTION_NAME", "Message"),
                Duration.ofSeconds(10),
                512);
    }

    private static Sample echoed(Path cdkOut, LambdaMode mode) throws Exception {
        try (var local = LocalRuntime.start(Options.of(cdkOut).withLambda(mode))) {
            var uri = URI.create("ws://127.0.0.1:" + local.port() + "/prod?user=alice");
            var client = TestClient.connect(uri);
            return sample(() -> client.send(TEXT).receive());
        }
    }

    /// Microseconds.
    private record Sample(double p50, double p99) {}

    private static Sample sample(Callable<String> call) throws Exception {
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < WARM_UP + SAMPLES; i++) {
            long begin = System.nanoTime();
            String answer = call.call();
            long took = System.nanoTime() - begin;
            assertThat(answer).contains(ANSWER);
            if (i >= WARM_UP) {
                nanos.add(took);
            }
        }
        nanos.sort(null);
        return new Sample(nanos.get(SAMPLES / 2) / 1e3, nanos.get((int) (SAMPLES * 0.99)) / 1e3);
    }

    private void row(String what, Sample sample, Sample unit) {
        lines.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %.1f µs | %.1f µs | %.2f |",
                        what,
                        sample.p50(),
                        sample.p99(),
                        sample.p50() / unit.p50()));
    }
}
