package chat.local;

import chat.local.LocalRuntime.Options;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What the command line asks for.
sealed interface Arguments {
    String HELP =
            """
            Runs the whole system on this machine, from the CloudFormation template that deploys it.

            Usage: ./chat local [options]

              --port N       port of the WebSocket API and everything else (default 8080; 0: any)
              --data DIR     keep tables and signing key in DIR (default: in memory, gone at the end)
              --cdk-out DIR  the synthesized template (default infra-cdk/target/cdk.out)
              --quiet        log only requests that fail
              --help         this text
            """;

    /// Start with these options.
    record Start(Options options) implements Arguments {}

    /// Show [#HELP].
    record Help() implements Arguments {}

    /// Say what is wrong with the command line.
    record Wrong(String message) implements Arguments {}

    /// Reads the command line. `--name value` and `--name=value` are the same; the last one counts.
    static Arguments parse(List<String> words) {
        var options =
                new Options(8080, Optional.empty(), Path.of("infra-cdk", "target", "cdk.out"));
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String[] word = rest.next().split("=", 2);
            if (word[0].equals("--help") || word[0].equals("-h")) {
                return new Help();
            }
            if (!List.of("--port", "--data", "--cdk-out").contains(word[0])) {
                return new Wrong("unknown option: " + word[0]);
            }
            if (word.length == 1 && !rest.hasNext()) {
                return new Wrong(word[0] + " needs a value");
            }
            String value = word.length == 2 ? word[1] : rest.next();
            if (word[0].equals("--port") && !value.matches("\\d{1,5}")) {
                return new Wrong("--port must be a number from 0 to 65535, not: " + value);
            }
            options = with(options, word[0], value);
        }
        return options.port() > 65535
                ? new Wrong("--port must be a number from 0 to 65535, not: " + options.port())
                : new Start(options);
    }

    private static Options with(Options options, String name, String value) {
        return switch (name) {
            case "--port" ->
                    new Options(Integer.parseInt(value), options.dataDirectory(), options.cdkOut());
            case "--data" ->
                    new Options(options.port(), Optional.of(Path.of(value)), options.cdkOut());
            default -> new Options(options.port(), options.dataDirectory(), Path.of(value));
        };
    }
}
