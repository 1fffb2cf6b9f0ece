package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.echo.EchoJar;
import chat.local.template.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The handler `Counting` returns how many of it have been constructed by the same classes.
final class SharedCodeTest {
    private final SharedCode code = new SharedCode();

    @TempDir private Path folder;
    private Path jar;

    @BeforeEach
    void write() throws IOException {
        jar = EchoJar.write(folder.resolve("echo.jar"));
    }

    @AfterEach
    void close() {
        code.close();
    }

    @Test
    void equalJarsHaveTheSameClassesAlsoAfterAStackIsClosed() throws IOException {
        Path copy =
                Files.copy(jar, Files.createDirectory(folder.resolve("copy")).resolve("echo.jar"));

        assertThat(constructed(jar, Optional.of(code))).isEqualTo(1);
        assertThat(constructed(copy, Optional.of(code))).isEqualTo(2);
        assertThat(constructed(jar, Optional.empty())).isEqualTo(1);
    }

    @Test
    void aJarWithOtherContentHasItsOwnClasses() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other")).resolve("echo.jar");
        EchoJar.write(other, "2");

        assertThat(constructed(jar, Optional.of(code))).isEqualTo(1);
        assertThat(constructed(other, Optional.of(code))).isEqualTo(1);
        assertThat(constructed(jar, Optional.of(code))).isEqualTo(2);
    }

    @Test
    void aStackThatLoadsNewCodeDoesNotRetireSharedCode() throws IOException {
        Path changed = EchoJar.write(folder.resolve("changed.jar"), "2");
        try (var functions = open(jar, Optional.of(code));
                var others = open(jar, Optional.of(code))) {
            functions.reload(List.of(counting(changed)));

            assertThat(InvokerContract.answer(functions, "Counting", "x").asInt()).isEqualTo(1);
            assertThat(InvokerContract.answer(others, "Counting", "x").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aFolderIsNotShared() {
        assertThat(code.of(folder)).isEmpty();
        assertThat(code.of(jar)).isPresent();
    }

    private static int constructed(Path jar, Optional<SharedCode> code) {
        try (var functions = open(jar, code)) {
            return InvokerContract.answer(functions, "Counting", "x").asInt();
        }
    }

    private static Functions open(Path jar, Optional<SharedCode> code) {
        return InProcessInvoker.of(List.of(counting(jar)), InstantSource.system(), code);
    }

    private static Function counting(Path jar) {
        return InvokerContract.function("Counting", "chat.local.echo.Handlers$Counting", jar);
    }
}
