package chat.local.invoke;

import chat.local.template.TemplateException;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The command `./chat sam`: writes the template and the variables with which `sam local invoke`
/// runs a function in a container against a running `./chat local`.
///
/// Exits with 0, or with 2 if the command line is invalid or the files cannot be written.
public final class Sam {
    private static final Set<String> OPTIONS = Set.of("--port", "--cdk-out", "--host", "--out");
    private static final int WRONG = 2;

    /// This machine, as containers of Docker Desktop reach it.
    private static final String HOST = "host.docker.internal";

    private final PrintStream out;
    private final PrintStream err;

    Sam(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Runs the command and exits.
    public static void main(String[] words) {
        System.exit(new Sam(System.out, System.err).run(List.of(words)));
    }

    /// Runs the command.
    ///
    /// @return the exit code
    int run(List<String> words) {
        try {
            var line = CommandLine.parse(words, OPTIONS);
            if (!line.words().isEmpty()) {
                throw new IllegalArgumentException("unknown word: " + line.words().getFirst());
            }
            String host = line.text("--host", HOST);
            if (!host.matches("[A-Za-z0-9.-]+")) {
                throw new IllegalArgumentException("--host must be a name, not: " + host);
            }
            var local = URI.create("http://" + host + ":" + line.port());
            var cdkOut = Path.of(line.text("--cdk-out", "infra-cdk/target/cdk.out"));
            write(Deployment.read(cdkOut, local), Path.of(line.text("--out", "target/sam")), local);
            return 0;
        } catch (IllegalArgumentException | TemplateException wrong) {
            err.println(wrong.getMessage());
        } catch (IOException failure) {
            err.println("cannot write the files: " + failure);
        }
        return WRONG;
    }

    private void write(Deployment deployment, Path folder, URI local) throws IOException {
        Files.createDirectories(folder);
        var template = folder.resolve("template.json");
        var variables = folder.resolve("env.json");
        Files.writeString(template, SamFiles.template(deployment.functions()) + "\n");
        Files.writeString(variables, SamFiles.variables(deployment.functions()) + "\n");
        out.printf(
                """
                Functions find ./chat local at %s. To try one:

                  sam local invoke Read --event events-samples/history.json \\
                    --template %s --env-vars %s \\
                    --add-host %s:host-gateway
                """,
                local, template, variables, local.getHost());
    }
}
