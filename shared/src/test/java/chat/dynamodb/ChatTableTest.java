package chat.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Compares the tables in code and documents.
final class ChatTableTest {
    private static final Path PACKAGE = Path.of("src", "main", "java", "chat", "dynamodb");

    @ParameterizedTest
    @EnumSource
    void packageInfoAndArchitectureDescribeEachTable(ChatTable table) throws IOException {
        assertThat(Files.readString(PACKAGE.resolve("package-info.java")))
                .contains("/// - **" + table.logicalName() + "**");
        assertThat(Files.readString(Path.of("..", "docs", "architecture.md")))
                .contains("\n| " + table.logicalName() + " | ");
    }

    @ParameterizedTest
    @CsvSource({
        "userId",
        "connectionId",
        "conversationId",
        "seq",
        "peer",
        "activeDay",
        "watchedUserId",
        "bucket",
        "contactNumber",
        "expiresAt",
        "expiresAtSeconds"
    })
    void eachKeyNameIsDefinedInOnePlace(String key) throws IOException {
        var literal = Pattern.compile("\"[^\"]*(?<![:#\\w])" + key + "(?!\\w)[^\"]*\"");
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(PACKAGE)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.strip().startsWith("//"))
                        .filter(line -> literal.matcher(line).find())
                        .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
            }
        }
        assertThat(found).hasSize(1).first().asString().startsWith("Keys.java");
    }
}
