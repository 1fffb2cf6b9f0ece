package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.echo.EchoJar;
import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.NotFound;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.lambda.InvocationResult.TimedOut;
import chat.local.template.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The behaviour that is common to both modes.
interface InvokerContract {
    /// Creates functions, which the test closes.
    Functions open(Collection<Function> functions);

    /// The running functions of [#stack].
    Functions functions();

    /// A folder of the test class.
    Path folder();

    /// One function for each handler, with the handler's name.
    static List<Function> stack(Path folder) throws IOException {
        Path jar = EchoJar.write(folder.resolve("echo.jar"));
        return Stream.of(
                        "Counting",
                        "Environment",
                        "Streaming",
                        "Stream",
                        "ContextReading",
                        "Throwing",
                        "Endless",
                        "Exiting",
                        "Concurrent",
                        "Machine",
                        "ClassLoading",
                        "NotAHandler",
                        "NoConstructor")
                .map(name -> function(name, "chat.local.echo.Handlers$" + name, jar))
                .toList();
    }

    static Function function(String name, String handler, Path jar) {
        var timeout = name.equals("Endless") ? Duration.ofMillis(500) : Duration.ofSeconds(20);
        var environment =
                Map.of(
                        "COLOUR", "blue",
                        "AWS_LAMBDA_FUNCTION_NAME", name,
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        return new Function(name, handler + "::handleRequest", jar, environment, timeout, 512);
    }

    /// The response of an invocation that must succeed.
    static JsonNode answer(Functions functions, String function, String event) {
        return switch (functions.invoke(function, "\"" + event + "\"")) {
            case Returned(String payload) -> parse(payload);
            case Failed failed -> throw new AssertionError(failed);
            case TimedOut timedOut -> throw new AssertionError(timedOut);
            case NotFound notFound -> throw new AssertionError(notFound);
        };
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }

    @Test
    default void aFunctionSeesItsEnvironment() {
        assertThat(answer(functions(), "Environment", "x").path("COLOUR").asText())
                .isEqualTo("blue");
    }

    @Test
    default void aStreamingHandlerReadsAndWritesBytes() {
        assertThat(functions().invoke("Streaming", "{\"ä\":1}"))
                .isEqualTo(new Returned("{\"ä\":1}{\"ä\":1}"));
    }

    @Test
    default void eventsOfLambdasLibraryAreDeserializedLikeLambdas() {
        String event =
                """
                {"Records":[{"eventID":"1","eventName":"INSERT","eventSource":"aws:dynamodb",
                  "dynamodb":{"ApproximateCreationDateTime":1479499740,
                   "Keys":{"id":{"S":"bob"}},"SequenceNumber":"111",
                   "StreamViewType":"NEW_AND_OLD_IMAGES"}}]}
                """;

        assertThat(functions().invoke("Stream", event))
                .isEqualTo(
                        new Returned("{\"batchItemFailures\":[{\"itemIdentifier\":\"111bob\"}]}"));
        assertThat(functions().invoke("Stream", "[1]")).isInstanceOf(Failed.class);
    }

    @Test
    default void aHandlersContextDescribesItsInvocation() {
        JsonNode known = answer(functions(), "ContextReading", "x");

        assertThat(known.get(0).asText()).isEqualTo("ContextReading");
        assertThat(known.get(1).asInt()).isEqualTo(36);
        assertThat(known.get(2).asInt()).isBetween(15_000, 20_000);
        assertThat(known.get(3).asInt()).isEqualTo(512);
    }

    @Test
    default void anExceptionOfAHandlerFailsOnlyThatInvocation() {
        assertThat(functions().invoke("Throwing", "\"x\""))
                .isEqualTo(new Failed("java.lang.IllegalStateException", "Unauthorized"))
                .isEqualTo(functions().invoke("Throwing", "\"x\""));
    }

    @Test
    default void aHandlerThatExceedsTheTimeoutIsAbandonedAndTheNextInvocationIsServed() {
        Path file = folder().resolve("timed-out");

        assertThat(functions().invoke("Endless", "\"" + file + "\"")).isEqualTo(new TimedOut());
        assertThat(answer(functions(), "Endless", "").isTextual()).isTrue();
    }

    @Test
    default void anUnknownFunctionIsNotFound() {
        assertThat(functions().invoke("Nobody", "{}")).isEqualTo(new NotFound());
    }

    @Test
    default void invocationsOfOneFunctionRunConcurrently() throws Exception {
        Path folder = Files.createDirectory(folder().resolve("meeting"));
        Callable<InvocationResult> call =
                () -> functions().invoke("Concurrent", "\"2 " + folder + "\"");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(List.of(call, call))) {
                assertThat(result.get()).isEqualTo(new Returned("\"met\""));
            }
        }
    }

    @Test
    default void aHandlerSeesTheJdkAndItsJarButNotTheLocalRuntime() {
        assertThat(functions().invoke("ClassLoading", "\"chat.local.echo.Echo\""))
                .isNotEqualTo(new Returned("\"missing\""));
        assertThat(functions().invoke("ClassLoading", "\"chat.local.lambda.Invoker\""))
                .isEqualTo(new Returned("\"missing\""));
        assertThat(
                        functions()
                                .invoke(
                                        "ClassLoading",
                                        "\"com.fasterxml.jackson.databind.ObjectMapper\""))
                .isEqualTo(new Returned("\"missing\""));
    }

    @Test
    default void aHandlerThatCannotBeConstructedIsAnErrorThatNamesFunctionAndCause() {
        assertFailure(functions(), "NotAHandler", "NotAHandler");
        var broken =
                List.of(
                        function(
                                "NoClass", "chat.local.echo.Nowhere", folder().resolve("echo.jar")),
                        function("NoJar", "chat.local.echo.Echo$Accept", Path.of("no.jar")),
                        function(
                                "NoVariable",
                                "chat.local.echo.Echo$Message",
                                folder().resolve("echo.jar")));
        try (var functions = open(broken)) {
            assertFailure(functions, "NoClass", "chat.local.echo.Nowhere");
            assertFailure(functions, "NoJar", "no.jar");
            assertFailure(functions, "NoVariable", "GREETING is not set");
        }
    }

    @Test
    default void theNextInvocationConstructsAFailedHandlerAgain() throws IOException {
        Path jar = folder().resolve("later.jar");
        var late = function("Late", "chat.local.echo.Handlers$Versioned", jar);
        try (var functions = open(List.of(late))) {
            assertFailure(functions, "Late", "later.jar");

            EchoJar.write(jar, "at last");

            assertThat(functions.invoke("Late", "\"/\"")).isEqualTo(new Returned("\"at last\""));
        }
    }

    @Test
    default void newCodeServesNewInvocationsWhileOthersFinishOnTheOldCode() throws Exception {
        Path jar = EchoJar.write(folder().resolve("reloaded.jar"), "old");
        Path go = folder().resolve("go");
        var versioned = function("Versioned", "chat.local.echo.Handlers$Versioned", jar);
        try (var functions = open(List.of(versioned));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(functions.invoke("Versioned", "\"/\"")).isEqualTo(new Returned("\"old\""));
            var running = threads.submit(() -> functions.invoke("Versioned", "\"" + go + "\""));

            EchoJar.write(jar, "new");
            functions.reload(List.of(versioned));

            assertThat(functions.invoke("Versioned", "\"/\"")).isEqualTo(new Returned("\"new\""));
            Files.createFile(go);
            assertThat(running.get()).isEqualTo(new Returned("\"old\""));
        }
    }

    static void assertFailure(Functions functions, String function, String cause) {
        assertThat(functions.invoke(function, "\"x\""))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed ->
                                assertThat(failed.errorMessage())
                                        .startsWith(function + ": ")
                                        .contains(cause));
    }
}
