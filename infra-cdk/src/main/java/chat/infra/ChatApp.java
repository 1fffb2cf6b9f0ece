package chat.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// The CDK app. It runs in this module's folder, by the CDK CLI (see `cdk.json`) or by plain
/// `java`. Both synthesize the same resources, offline.
///
/// Feature flags and defaults are in the context of `cdk.json`. The app reads that file itself,
/// since only the CLI would pass it on. A value given with `-c` takes precedence.
public final class ChatApp {
    private static final Path CDK_JSON = Path.of("cdk.json");
    private static final Path OUTPUT = Path.of("target/cdk.out");

    private ChatApp() {}

    /// Synthesizes into the CLI's output folder, or into `target/cdk.out` without the CLI.
    public static void main(String[] arguments) throws IOException {
        var cli = System.getenv("CDK_OUTDIR");
        var output = cli == null ? OUTPUT : Path.of(cli);
        deleteAssets(output);
        try {
            var region = Optional.ofNullable(System.getenv("CDK_DEFAULT_REGION"));
            app(context(CDK_JSON), region, Assets.built(), output).synth();
        } catch (IllegalArgumentException mistake) {
            System.err.println("Cannot synthesize: " + mistake.getMessage());
            System.exit(1);
        }
    }

    /// Deletes the assets of earlier builds. CDK never deletes them.
    private static void deleteAssets(Path output) throws IOException {
        if (Files.isDirectory(output)) {
            try (var assets = Files.newDirectoryStream(output, "asset.*")) {
                for (var asset : assets) {
                    delete(asset);
                }
            }
        }
    }

    private static void delete(Path asset) throws IOException {
        try (var files = Files.walk(asset)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Builds the app without synthesizing it.
    ///
    /// @param region the Region of the deployment, if it is known
    /// @throws IllegalArgumentException if a context value is not valid
    static App app(
            Map<String, Object> context, Optional<String> region, Assets assets, Path output) {
        var app =
                new App(
                        AppProps.builder()
                                .context(context)
                                .outdir(output.toString())
                                .analyticsReporting(false)
                                .build());
        new ChatStack(app, Settings.of(app.getNode(), region), assets);
        return app;
    }

    /// The `context` of a `cdk.json`.
    static Map<String, Object> context(Path cdkJson) throws IOException {
        var context = new ObjectMapper().readTree(cdkJson.toFile()).path("context");
        return new ObjectMapper().convertValue(context, new TypeReference<>() {});
    }
}
