package chat.local.lambda;

import chat.local.template.Function;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A process that starts a function's JVM and then does nothing.
final class ParentProcess {
    private ParentProcess() {}

    /// @param arguments the address of the Runtime API, and the function's working directory
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path taskRoot = Path.of(arguments[1]);
        var function =
                new Function(
                        "Endless",
                        "chat.local.echo.Handlers$Endless",
                        taskRoot,
                        Map.of(),
                        Duration.ofSeconds(1),
                        128);
        JavaRuntime.install().start(function, taskRoot, arguments[0]);
        new CountDownLatch(1).await();
    }
}
