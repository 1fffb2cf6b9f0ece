package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class ReadmeTest {
    @Test
    void theReadmeNamesTheCommandsOfCi() throws IOException {
        var commands =
                Files.readAllLines(Path.of("../.ci/run")).stream()
                        .filter(line -> line.startsWith("./"))
                        .toList();

        assertThat(commands).isNotEmpty();
        assertThat(Files.readString(Path.of("../README.md"))).contains(commands);
    }
}
