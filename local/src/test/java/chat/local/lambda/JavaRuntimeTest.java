package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.echo.EchoJar;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class JavaRuntimeTest {
    @TempDir private Path folder;

    @Test
    void aJvmExitsWithItsParentRegardlessOfItsHandler() throws Exception {
        EchoJar.write(Files.createDirectory(folder.resolve("lib")).resolve("echo.jar"));
        var asked = new LinkedBlockingQueue<String>();
        try (var api = RuntimeApi.open(new Endless(asked), "the ARN")) {
            var parent = new ProcessBuilder(parent(api.address())).inheritIO().start();
            try {
                assertThat(asked.poll(60, TimeUnit.SECONDS)).isEqualTo("next");
                var child = parent.children().findFirst().orElseThrow();

                parent.destroyForcibly();

                child.onExit().get(60, TimeUnit.SECONDS);
                assertThat(asked).as("calls after the call that never returns").isEmpty();
            } finally {
                parent.descendants().forEach(ProcessHandle::destroyForcibly);
                parent.destroyForcibly();
            }
        }
    }

    @Test
    void withoutNativeCodeOfTheClientTheErrorNamesThePlatform() {
        assertThat(JavaRuntime.platform("Linux", "amd64", false)).isEqualTo("linux-x86_64");
        assertThat(JavaRuntime.platform("Linux", "aarch64", true)).isEqualTo("linux_musl-aarch_64");
        assertThatThrownBy(() -> JavaRuntime.platform("Mac OS X", "aarch64", false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("need Linux")
                .hasMessageContaining("Mac OS X on aarch64");
        assertThatThrownBy(() -> JavaRuntime.platform("Linux", "riscv64", false))
                .hasMessageContaining("Linux on riscv64");
    }

    private List<String> parent(String runtimeApi) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-classpath",
                Stream.of(
                                ParentProcess.class,
                                JavaRuntime.class,
                                RequestHandler.class,
                                AWSLambda.class,
                                PojoSerializer.class,
                                SdkInternalThreadLocal.class)
                        .map(
                                type ->
                                        type.getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .getPath())
                        .collect(Collectors.joining(File.pathSeparator)),
                ParentProcess.class.getName(),
                runtimeApi,
                folder.toString());
    }

    /// Sends one event, to a handler that never returns.
    ///
    /// @param asked receives an entry for each call of the runtime
    private record Endless(BlockingQueue<String> asked) implements RuntimeApi.Service {
        @Override
        public Invocation next() {
            asked.add("next");
            return new Invocation("\"never\"", Instant.now());
        }

        @Override
        public void initFailed(RuntimeError error) {
            asked.add("init failed " + error);
        }

        @Override
        public boolean responded(String requestId, String payload) {
            return asked.add("responded");
        }

        @Override
        public boolean failed(String requestId, RuntimeError error) {
            return asked.add("failed " + error);
        }
    }
}
