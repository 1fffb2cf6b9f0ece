package chat.local;

import chat.local.dev.Colours;
import chat.local.dev.RequestLog;
import chat.local.dev.RequestLog.Detail;
import chat.local.template.TemplateException;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The command `./chat local`.
///
/// Exits with 0 after `--help`, 2 if the command line is invalid, 1 if the runtime cannot start;
/// otherwise runs until a signal stops it.
public final class Main {
    private static final String QUIET = "--quiet";

    private Main() {}

    /// Starts the runtime.
    ///
    /// @param words the command line, see [Arguments]
    public static void main(String[] words) {
        var rest = new ArrayList<>(List.of(words));
        Detail detail = rest.removeIf(QUIET::equals) ? Detail.FAILURES : Detail.ALL;
        switch (Arguments.parse(rest)) {
            case Arguments.Help() -> System.out.print(Arguments.HELP);
            case Arguments.Wrong(String message) -> exit(2, message + "\nSee: ./chat local --help");
            case Arguments.Start(Options options) -> start(options, detail);
        }
    }

    private static void start(Options options, Detail detail) {
        Instant begin = processStart();
        PrintStream out = System.out;
        try {
            var runtime = LocalRuntime.start(options, log(detail));
            var closing = Thread.ofPlatform().name("stop").unstarted(runtime::close);
            Runtime.getRuntime().addShutdownHook(closing);
            out.println(ready(runtime, Duration.between(begin, Instant.now())));
        } catch (IOException failure) {
            exit(1, explained(failure, options));
        } catch (TemplateException failure) {
            exit(1, "The template cannot be run: " + failure.getMessage());
        } catch (IllegalStateException | IllegalArgumentException failure) {
            // An inconsistency, such as stored tables that differ from the template; the message
            // describes it.
            exit(1, "Cannot start: " + failure.getMessage());
        }
    }

    @SuppressWarnings("SystemConsoleNull") // Null in JDK 25 if a stream is redirected.
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /// On a terminal the functions' output is dimmed, so that requests stand out.
    private static RequestLog log(Detail detail) {
        var colours = Colours.of(isTerminal(), System.getenv());
        var log = RequestLog.on(System.out, colours, detail);
        if (colours.on()) {
            System.setOut(log.forFunctions());
        }
        return log;
    }

    /// The start time of this process, so that the time shown includes the JVM's start.
    private static Instant processStart() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }

    private static String ready(LocalRuntime runtime, Duration took) {
        String host = "localhost:" + runtime.port();
        String sockets =
                runtime.stack().apis().stream()
                        .map(api -> "ws://" + host + "/" + api.stage())
                        .reduce((one, other) -> one + " " + other)
                        .orElse("no WebSocket API");
        return """
        AWS clients: export AWS_ENDPOINT_URL=http://%s AWS_DEFAULT_REGION=us-east-1 AWS_REGION=us-east-1 (any credentials)
        Ready after %.1f s: http://%s/  (%s, activity: http://%s/dev/, Ctrl-C stops)\
        """
                .formatted(host, took.toMillis() / 1000.0, host, sockets, host);
    }

    private static String explained(IOException failure, Options options) {
        return isPortInUse(failure)
                ? "Port %d is in use. Try another: ./chat local --port %d"
                        .formatted(options.port(), Math.min(options.port() + 1, Arguments.PORT_MAX))
                : "Cannot start: " + failure.getMessage();
    }

    private static boolean isPortInUse(IOException failure) {
        return failure instanceof BindException || failure.getCause() instanceof BindException;
    }

    private static void exit(int status, String message) {
        System.err.println(message);
        System.exit(status);
    }
}
