package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult.Returned;
import chat.local.template.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class InProcessInvokerTest implements InvokerContract {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir static Path folder;
    private static Functions functions;

    @BeforeAll
    static void open() throws IOException {
        functions = InProcessInvoker.of(InvokerContract.stack(folder), CLOCK, Optional.empty());
    }

    @AfterAll
    static void close() {
        functions.close();
    }

    @Override
    public Functions open(Collection<Function> functions) {
        return InProcessInvoker.of(functions, CLOCK, Optional.empty());
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
    void aHandlerIsConstructedOnceForAllInvocations() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<InvocationResult> call = () -> functions.invoke("Counting", "\"x\"");
            for (var result : threads.invokeAll(List.of(call, call, call, call, call))) {
                assertThat(result.get()).isEqualTo(new Returned("1"));
            }
        }
    }

    @Test
    void theConstructorThatTakesTheEnvironmentIsPreferred() {
        var fields = InvokerContract.answer(functions, "Environment", "x").fieldNames();

        assertThat(fields)
                .toIterable()
                .containsExactlyInAnyOrder(
                        "COLOUR", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
    }

    @Test
    void aHandlerThatExceedsTheTimeoutIsInterrupted() throws Exception {
        Path written = folder.resolve("interrupted");

        functions.invoke("Endless", "\"" + written + "\"");

        try (var changes = folder.getFileSystem().newWatchService()) {
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            if (!Files.exists(written)) {
                assertThat(changes.poll(60, TimeUnit.SECONDS)).isNotNull();
            }
        }
        assertThat(written).exists();
    }

    @Test
    void aHandlerWithoutASuitableConstructorIsAnError() {
        InvokerContract.assertFailure(functions, "NoConstructor", "NoSuchMethodException");
    }

    @Test
    void aJarsClassLoaderHasTheJarsName() {
        assertThat(functions.invoke("ClassLoading", "\"chat.local.echo.Echo\""))
                .isEqualTo(new Returned("\"echo.jar\""));
    }
}
