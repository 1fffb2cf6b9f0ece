package chat.local;

import chat.local.lambda.LambdaMode;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/// The parsed command line.
sealed interface Arguments {
    /// The default port.
    int PORT = 8080;

    /// The highest port number.
    int PORT_MAX = 65535;

    /// The maximum value of `--requests`.
    int REQUESTS_MAX = 1_000_000;

    /// The options that take a value.
    List<String> VALUED =
            List.of(
                    "--port",
                    "--data",
                    "--cdk-out",
                    "--lambda",
                    "--requests",
                    "--web",
                    "--parameter");

    String HELP =
            """
            Runs the whole system on this machine, from the CloudFormation template that deploys it.

            Usage: ./chat local [options]

              --port N       the only port, for the WebSocket API and all pages (default 8080; 0: any)
              --data DIR     keep tables and signing key in DIR (default: in memory, lost at exit)
              --cdk-out DIR  the synthesized template (default infra-cdk/target/cdk.out)
              --web DIR      the built web chat, served at / (default client/web/dist)
              --quiet        log only requests that fail
              --lambda MODE  in-process: all functions in this JVM (default); process: separate
                             JVMs for each function, on AWS's runtime interface client
              --watch        reload functions when a build changes their code
              --requests N   the account's request quota per second (default 10000; the burst is
                             half of it)
              --parameter NAME=VALUE
                             the value of a template's parameter, or of another stack's export
              --help         print this text
            """;

    /// Start the runtime with these options.
    record Start(Options options) implements Arguments {}

    /// Show [#HELP].
    record Help() implements Arguments {}

    /// The command line is invalid.
    record Wrong(String message) implements Arguments {}

    /// Parses the command line. `--name value` and `--name=value` are equivalent; the last
    /// occurrence wins.
    static Arguments parse(List<String> words) {
        var options =
                Options.of(Path.of("infra-cdk", "target", "cdk.out"))
                        .withPort(PORT)
                        .withWeb(Path.of("client", "web", "dist"));
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String[] word = rest.next().split("=", 2);
            if (word[0].equals("--help") || word[0].equals("-h")) {
                return new Help();
            }
            if (word[0].equals("--watch")) {
                if (word.length == 2) {
                    return new Wrong("--watch takes no value");
                }
                options = options.withWatch();
                continue;
            }
            if (!VALUED.contains(word[0])) {
                return new Wrong("unknown option: " + word[0]);
            }
            String value = word.length == 2 ? word[1] : rest.hasNext() ? rest.next() : "--";
            if (word.length == 1 && value.startsWith("--")) {
                return new Wrong(word[0] + " needs a value");
            }
            try {
                options = with(options, word[0], value);
            } catch (IllegalArgumentException wrong) {
                return new Wrong(word[0] + " must be " + wrong.getMessage() + ", not: " + value);
            }
        }
        return new Start(options);
    }

    private static Options with(Options options, String name, String value) {
        return switch (name) {
            case "--port" -> options.withPort(port(value));
            case "--data" -> options.withDataDirectory(Path.of(value));
            case "--lambda" -> options.withLambda(lambda(value));
            case "--requests" ->
                    options.withLimits(options.limits().withRequestsPerSecond(requests(value)));
            case "--parameter" -> withParameter(options, value);
            case "--web" -> options.withWeb(Path.of(value));
            default -> options.withCdkOut(Path.of(value));
        };
    }

    private static Options withParameter(Options options, String value) {
        int end = value.indexOf('=');
        if (end < 1) {
            throw new IllegalArgumentException("NAME=VALUE");
        }
        return options.withParameter(value.substring(0, end), value.substring(end + 1));
    }

    private static int port(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > PORT_MAX) {
            throw new IllegalArgumentException("a number from 0 to " + PORT_MAX);
        }
        return Integer.parseInt(value);
    }

    private static int requests(String value) {
        if (!value.matches("[1-9]\\d{0,6}") || Integer.parseInt(value) > REQUESTS_MAX) {
            throw new IllegalArgumentException("a number from 1 to " + REQUESTS_MAX);
        }
        return Integer.parseInt(value);
    }

    private static LambdaMode lambda(String value) {
        return LambdaMode.of(value)
                .orElseThrow(() -> new IllegalArgumentException(LambdaMode.options()));
    }
}
