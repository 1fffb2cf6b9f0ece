package chat.local.invoke;

import chat.local.lambda.Functions;
import chat.local.lambda.InvocationResult;
import chat.local.template.Function;
import chat.local.template.TemplateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The command `./chat invoke`: runs a function on one event, in a JVM of its own on AWS's runtime
/// interface client. Prints the function's response on standard output, and its log on standard
/// error.
///
/// Exits with 0 if the function returned, 1 if it failed or timed out, 2 if the command line is
/// invalid or `./chat local` is not running.
public final class Invoke {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPTIONS = Set.of("--port", "--cdk-out");
    private static final String USAGE =
            "Usage: ./chat invoke FUNCTION EVENT.json [--port N]\nSee: ./chat --help";
    private static final int TIMEOUT_MS = 5_000;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private final PrintStream out;
    private final PrintStream err;

    /// @param out receives the response
    /// @param err receives errors and the function's log
    Invoke(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Runs the command and exits.
    public static void main(String[] words) {
        System.exit(new Invoke(System.out, System.err).run(List.of(words)));
    }

    /// Runs the command.
    ///
    /// @return the exit code
    int run(List<String> words) {
        try {
            var line = CommandLine.parse(words, OPTIONS);
            if (line.words().size() != 2) {
                err.println(USAGE);
                return WRONG;
            }
            var local = URI.create("http://127.0.0.1:" + line.port());
            String event = event(Path.of(line.words().get(1)));
            var cdkOut = Path.of(line.text("--cdk-out", "infra-cdk/target/cdk.out"));
            Function function = Deployment.read(cdkOut, local).function(line.words().get(0));
            checkRunning(local);
            return invoke(function, event);
        } catch (IllegalArgumentException | IllegalStateException | TemplateException wrong) {
            err.println(wrong.getMessage());
            return WRONG;
        }
    }

    private int invoke(Function function, String event) {
        try (var functions = Functions.alone(function, InstantSource.system(), err)) {
            return switch (functions.invoke(function.name(), event)) {
                case InvocationResult.Returned(String payload) -> {
                    out.println(payload);
                    yield 0;
                }
                case InvocationResult.Failed(String type, String message) -> failed(type, message);
                case InvocationResult.TimedOut() ->
                        failed("Sandbox.Timedout", "not done after " + function.timeout());
                case InvocationResult.NotFound() ->
                        throw new IllegalStateException(function.name());
            };
        }
    }

    /// Prints a failure as Lambda's `Invoke` does.
    private int failed(String type, String message) {
        out.println(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("errorMessage", message)
                        .put("errorType", type));
        return FAILED;
    }

    private static String event(Path file) {
        try {
            String event = Files.readString(file);
            var _ = JSON.readTree(event);
            return event;
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    file + " is not JSON: " + notJson.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the event " + file);
        }
    }

    private static void checkRunning(URI local) {
        try {
            var health = (HttpURLConnection) local.resolve("/healthz").toURL().openConnection();
            health.setConnectTimeout(TIMEOUT_MS);
            health.setReadTimeout(TIMEOUT_MS);
            if (health.getResponseCode() == HttpURLConnection.HTTP_OK) {
                return;
            }
        } catch (IOException notRunning) {
            throw new IllegalStateException(notRunning(local));
        }
        throw new IllegalStateException(notRunning(local));
    }

    private static String notRunning(URI local) {
        return "no ./chat local runs at %s: start it in another terminal, or name its --port"
                .formatted(local);
    }
}
