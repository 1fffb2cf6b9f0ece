package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.TimedOut;
import chat.local.template.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

class ProcessInvokerTest implements InvokerContract {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
    private static final ByteArrayOutputStream ERR = new ByteArrayOutputStream();
    private static final FunctionLog OUTPUT =
            new FunctionLog(new PrintStream(OUT, true, UTF_8), new PrintStream(ERR, true, UTF_8));

    @TempDir static Path folder;
    private static Functions functions;

    @BeforeAll
    static void open() throws IOException {
        functions = open(InvokerContract.stack(folder), Scaling.DEFAULT);
    }

    @AfterAll
    static void close() {
        functions.close();
    }

    private static Functions open(Collection<Function> functions, Scaling scaling) {
        return ProcessInvoker.of(functions, CLOCK, scaling, OUTPUT);
    }

    @Override
    public Functions open(Collection<Function> functions) {
        return open(functions, Scaling.DEFAULT);
    }

    @Override
    public Functions functions() {
        return functions;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Test
    void anIdleJvmServesTheNextInvocation() {
        assertThat(process(functions, "Exiting")).isEqualTo(process(functions, "Exiting"));
    }

    @Test
    void aJvmThatExitsFailsItsInvocationAndTheNextGetsANewJvm() {
        var before = process(functions, "Exiting");

        assertThat(functions.invoke("Exiting", "\"3\""))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> {
                            assertThat(failed.errorType()).isEqualTo("Runtime.ExitError");
                            assertThat(failed.errorMessage())
                                    .matches(
                                            "RequestId: .{36} Error: Runtime exited with error:"
                                                    + " exit status 3");
                        });
        assertThat(process(functions, "Exiting")).isNotEqualTo(before);
    }

    @Test
    void anIdleJvmThatWasKilledFailsNoInvocation() throws Exception {
        var before = process(functions, "Exiting");

        before.destroyForcibly();
        before.onExit().get(60, TimeUnit.SECONDS);

        assertThat(process(functions, "Exiting")).isNotEqualTo(before);
    }

    @Test
    void aJvmWhoseHandlerExceedsTheTimeoutIsKilled() throws Exception {
        var before = process(functions, "Endless");

        assertThat(functions.invoke("Endless", "\"never\"")).isEqualTo(new TimedOut());

        before.onExit().get(60, TimeUnit.SECONDS);
        assertThat(process(functions, "Endless")).isNotEqualTo(before);
    }

    @Test
    void theEnvironmentHasTheTemplatesAndLambdasVariablesAndNoneOfThisProcess() {
        var variables = InvokerContract.answer(functions, "Environment", "x");

        assertThat(variables.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "COLOUR",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "_HANDLER",
                        "AWS_EXECUTION_ENV",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "AWS_LAMBDA_RUNTIME_API",
                        "LAMBDA_RUNTIME_DIR",
                        "LAMBDA_TASK_ROOT",
                        "LANG",
                        "PATH",
                        "TZ");
        assertThat(variables.path("AWS_EXECUTION_ENV").asText()).isEqualTo("AWS_Lambda_java25");
    }

    @Test
    void heapSizeAndFlagsAreLambdas() {
        assertThat(InvokerContract.answer(functions, "Machine", "x").toString())
                .contains("-XX:MaxHeapSize=445644k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void everyLineOfOutputStartsWithTheFunctionsName() {
        InvokerContract.answer(functions, "Machine", "grüße");

        await(() -> OUT.toString(UTF_8).contains("Machine: out grüße\n"));
        await(() -> ERR.toString(UTF_8).contains("Machine: err grüße\n"));
    }

    @Test
    void theHooksOfSnapStartRunBeforeTheFirstInvocation() {
        var restored =
                new Function(
                        "Restored",
                        "chat.local.echo.Handlers$Restored",
                        folder.resolve("echo.jar"),
                        Map.of(
                                "AWS_LAMBDA_FUNCTION_NAME", "Restored",
                                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
                        Duration.ofSeconds(20),
                        512);
        try (var invoker = open(List.of(restored))) {
            assertThat(InvokerContract.answer(invoker, "Restored", "x").asText())
                    .isEqualTo("made, frozen, restored");
        }
    }

    @Test
    void invocationsAboveTheMaximumWaitForAJvm() throws Exception {
        var one = new Scaling(1, Duration.ofMillis(1), Duration.ofSeconds(60));
        try (var limited = open(functions("Exiting"), one);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ProcessHandle> call = () -> process(limited, "Exiting");

            var processes = threads.invokeAll(List.of(call, call, call));

            for (var process : processes) {
                assertThat(process.get()).isEqualTo(processes.getFirst().get());
            }
        }
    }

    @Test
    void aJvmThatIsNotReadyInTimeFailsTheInvocation() {
        var hasty = new Scaling(1, Duration.ofSeconds(1), Duration.ofMillis(1));
        try (var limited = open(functions("Exiting"), hasty)) {
            assertThat(limited.invoke("Exiting", "\"\""))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> {
                                assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
                                assertThat(failed.errorMessage()).startsWith("Exiting: ");
                            });
        }
    }

    @Test
    void warmingUpStartsAJvmOfEachFunctionAndClosingKillsThem() throws Exception {
        var before = ProcessHandle.current().children().toList();
        var warm = open(functions("Exiting", "Endless"));

        warm.warmUp();

        await(() -> started(before).size() == 2);
        var both = List.of(process(warm, "Exiting"), process(warm, "Endless"));
        assertThat(started(before)).containsExactlyInAnyOrderElementsOf(both);

        warm.close();

        for (var process : both) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(warm.invoke("Exiting", "\"\"")).isInstanceOf(Failed.class);
    }

    private static List<Function> functions(String... names) {
        Path jar = folder.resolve("echo.jar");
        return Stream.of(names)
                .map(
                        name ->
                                InvokerContract.function(
                                        name, "chat.local.echo.Handlers$" + name, jar))
                .toList();
    }

    /// The process of a function whose handler reports it.
    private static ProcessHandle process(Functions functions, String function) {
        long pid = InvokerContract.answer(functions, function, "").asLong();
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static List<ProcessHandle> started(List<ProcessHandle> before) {
        return ProcessHandle.current()
                .children()
                .filter(process -> !before.contains(process))
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
