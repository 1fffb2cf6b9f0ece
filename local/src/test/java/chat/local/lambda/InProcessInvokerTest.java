package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.echo.EchoJar;
import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.NotFound;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.lambda.InvocationResult.TimedOut;
import chat.local.template.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class InProcessInvokerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
    private static final String PACKAGE = "chat.local.echo.";

    @TempDir static Path folder;
    private static InProcessInvoker invoker;

    @BeforeAll
    static void pack() throws IOException {
        Path jar = EchoJar.write(folder.resolve("echo.jar"));
        invoker =
                InProcessInvoker.of(
                        Stream.of(
                                        "Counting",
                                        "Environment",
                                        "Streaming",
                                        "Stream",
                                        "Knowing",
                                        "Throwing",
                                        "Endless",
                                        "Reaching",
                                        "Stranger",
                                        "Demanding")
                                .map(name -> function(name, PACKAGE + "Handlers$" + name, jar))
                                .toList(),
                        CLOCK);
    }

    @AfterAll
    static void close() {
        invoker.close();
    }

    private static Function function(String name, String handler, Path jar) {
        var timeout = name.equals("Endless") ? Duration.ofMillis(100) : Duration.ofSeconds(20);
        return new Function(
                name, handler + "::handleRequest", jar, Map.of("COLOUR", "blue"), timeout, 512);
    }

    @Test
    void aHandlerIsMadeOnceForAllInvocations() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<InvocationResult> call = () -> invoker.invoke("Counting", "\"x\"");
            for (var result : threads.invokeAll(List.of(call, call, call, call, call))) {
                assertThat(result.get()).isEqualTo(new Returned("1"));
            }
        }
    }

    @Test
    void theConstructorThatTakesTheEnvironmentIsPreferred() {
        assertThat(invoker.invoke("Environment", "\"x\""))
                .isEqualTo(new Returned("{\"COLOUR\":\"blue\"}"));
    }

    @Test
    void aStreamingHandlerGetsAndGivesBytes() {
        assertThat(invoker.invoke("Streaming", "{\"ä\":1}"))
                .isEqualTo(new Returned("{\"ä\":1}{\"ä\":1}"));
    }

    @Test
    void eventsOfLambdasLibraryAreReadAsLambdaReadsThem() {
        String event =
                """
                {"Records":[{"eventID":"1","eventName":"INSERT","eventSource":"aws:dynamodb",
                  "dynamodb":{"ApproximateCreationDateTime":1479499740,
                   "Keys":{"id":{"S":"bob"}},"SequenceNumber":"111",
                   "StreamViewType":"NEW_AND_OLD_IMAGES"}}]}
                """;

        assertThat(invoker.invoke("Stream", event))
                .isEqualTo(
                        new Returned("{\"batchItemFailures\":[{\"itemIdentifier\":\"111bob\"}]}"));
    }

    @Test
    void aHandlerKnowsItsInvocation() {
        assertThat(invoker.invoke("Knowing", "\"x\""))
                .isEqualTo(new Returned("[\"Knowing\",36,20000,512]"));
    }

    @Test
    void whatAHandlerThrowsFailsTheInvocationOnly() {
        assertThat(invoker.invoke("Throwing", "\"x\""))
                .isEqualTo(new Failed("java.lang.IllegalStateException", "Unauthorized"))
                .isEqualTo(invoker.invoke("Throwing", "\"x\""));
    }

    @Test
    void anEventThatTheHandlerCannotReadFailsTheInvocation() {
        assertThat(invoker.invoke("Stream", "[1]")).isInstanceOf(Failed.class);
    }

    @Test
    void aHandlerThatOutlastsTheTimeoutIsInterrupted() throws Exception {
        Path written = folder.resolve("interrupted");

        assertThat(invoker.invoke("Endless", "\"" + written + "\"")).isEqualTo(new TimedOut());

        try (var changes = folder.getFileSystem().newWatchService()) {
            folder.register(changes, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
            if (!Files.exists(written)) {
                assertThat(changes.poll(5, TimeUnit.SECONDS)).isNotNull();
            }
        }
        assertThat(written).exists();
    }

    @Test
    void aHandlerSeesTheJdkAndItsJarButNotTheLocalRuntime() {
        assertThat(invoker.invoke("Reaching", "\"chat.local.echo.Echo\""))
                .isEqualTo(new Returned("\"echo.jar\""));
        assertThat(invoker.invoke("Reaching", "\"chat.local.lambda.Invoker\""))
                .isEqualTo(new Returned("\"missing\""));
        assertThat(invoker.invoke("Reaching", "\"com.fasterxml.jackson.databind.ObjectMapper\""))
                .isEqualTo(new Returned("\"missing\""));
    }

    @Test
    void aHandlerThatCannotBeMadeNamesFunctionAndCause() {
        assertFailure("Stranger", "implements neither RequestHandler nor RequestStreamHandler");
        assertFailure("Demanding", "NoSuchMethodException");
    }

    @Test
    void aMissingClassJarOrVariableNamesFunctionAndCause() {
        Path jar = folder.resolve("echo.jar");
        try (var broken =
                InProcessInvoker.of(
                        List.of(
                                function("NoClass", PACKAGE + "Nowhere", jar),
                                function("NoJar", PACKAGE + "Echo$Accept", Path.of("no.jar")),
                                function("NoVariable", PACKAGE + "Echo$Message", jar)),
                        CLOCK)) {
            assertFailure(broken, "NoClass", "ClassNotFoundException: chat.local.echo.Nowhere");
            assertFailure(broken, "NoJar", "no.jar");
            assertFailure(broken, "NoVariable", "GREETING is not set");
        }
    }

    @Test
    void aFunctionThatIsNotThereIsNotFound() {
        assertThat(invoker.invoke("Nobody", "{}")).isEqualTo(new NotFound());
    }

    private static void assertFailure(String function, String cause) {
        assertFailure(invoker, function, cause);
    }

    private static void assertFailure(InProcessInvoker invoker, String function, String cause) {
        assertThat(invoker.invoke(function, "\"x\""))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed ->
                                assertThat(failed.errorMessage())
                                        .startsWith(function + ": ")
                                        .contains(cause));
    }
}
