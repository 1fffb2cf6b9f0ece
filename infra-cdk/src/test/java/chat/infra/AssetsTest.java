package chat.infra;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is not built yet is named together with the remedy.
final class AssetsTest {
    @TempDir private Path folder;

    @Test
    void aJarThatIsNotBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assets(Path.of("none.jar"), folder))
                .withMessage("no none.jar: run ./mvnw package in the project's folder");
    }

    @Test
    void aWebChatThatIsNotBuilt() throws IOException {
        var jar = Files.createFile(folder.resolve("lambda.jar"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assets(jar, Path.of("none")))
                .withMessage("no none: run ./mvnw package in the project's folder");
    }
}
