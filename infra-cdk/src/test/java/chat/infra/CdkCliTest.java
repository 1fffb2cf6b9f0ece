package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The CDK CLI, in its own process, synthesizes the same template as `main`; a dependence on the
/// order of a hash map would show as a difference. Needs `npm ci` in this folder and the built
/// `lambda.jar`: `./mvnw -pl infra-cdk -am verify -Dcdk.cli=true`.
@EnabledIfSystemProperty(named = "cdk.cli", matches = "true")
final class CdkCliTest {
    private static final long TIMEOUT_SECONDS = 120;

    @Test
    void cliAndMainGiveTheSameTemplate(@TempDir Path cli, @TempDir Path main) throws Exception {
        runCli(cli);
        ChatApp.app(ChatApp.context(Path.of("cdk.json")), Optional.empty(), Assets.built(), main)
                .synth();

        SynthesizedTemplate.read(cli).assertSameAs(SynthesizedTemplate.read(main));
    }

    private static void runCli(Path output) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var app = java + " -cp " + System.getProperty("java.class.path") + " chat.infra.ChatApp";
        var process =
                new ProcessBuilder(
                                "npx",
                                "--no-install",
                                "cdk",
                                "synth",
                                "--quiet",
                                "--app",
                                app,
                                "--output",
                                output.toString())
                        .inheritIO()
                        .start();
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
