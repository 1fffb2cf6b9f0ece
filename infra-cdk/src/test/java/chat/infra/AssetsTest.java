package chat.infra;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Error messages for missing build results.
final class AssetsTest {
    @TempDir private Path folder;

    @Test
    void aMissingJarIsReportedWithTheBuildCommand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assets(Path.of("none.jar"), folder))
                .withMessage("no none.jar: run ./mvnw package in the project's folder");
    }

    @Test
    void aMissingWebChatIsReportedWithTheBuildCommand() throws IOException {
        var jar = Files.createFile(folder.resolve("lambda.jar"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Assets(jar, Path.of("none")))
                .withMessage("no none: run ./mvnw package in the project's folder");
    }
}
