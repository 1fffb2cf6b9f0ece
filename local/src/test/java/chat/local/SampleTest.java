package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.gateway.TestClient;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.tools.ToolProvider;

/// The sample stack of `bench/echo`, run as its README describes: a template and a small handler
/// that do not depend on this project.
class SampleTest {
    private static final Path SAMPLE = Path.of("..", "bench", "echo");

    @TempDir Path folder;

    @Test
    void theSampleStackRuns() throws Exception {
        Path cdkOut = Files.createDirectory(folder.resolve("cdk.out"));
        for (String file : List.of("manifest.json", "Echo.assets.json", "Echo.template.json")) {
            Files.copy(SAMPLE.resolve(file), cdkOut.resolve(file));
        }
        pack(compiled(), cdkOut.resolve("asset.echo.jar"));

        try (var runtime = LocalRuntime.start(Options.of(cdkOut))) {
            var client =
                    TestClient.connect(URI.create("ws://127.0.0.1:" + runtime.port() + "/prod"));

            assertThat(client.send("hello").receive()).isEqualTo("hello");
            assertThat(client.send("{\"action\":1}").receive()).isEqualTo("{\"action\":1}");
        }
    }

    private Path compiled() throws Exception {
        Path api =
                Path.of(
                        RequestHandler.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-d",
                                folder.toString(),
                                "-cp",
                                api.toString(),
                                SAMPLE.resolve("Echo.java").toString());
        assertThat(status).isZero();
        return folder.resolve("Echo.class");
    }

    private static void pack(Path type, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(type.getFileName().toString()));
            Files.copy(type, out);
        }
    }
}
