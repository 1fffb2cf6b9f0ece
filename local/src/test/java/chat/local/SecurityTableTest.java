package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.TestedTables.Row;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Checks that every attempt in `docs/security.md` names an existing test.
class SecurityTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "security.md");

    @Test
    void everyAttemptNamesTestsThatExist() throws IOException {
        List<Row> rows = TestedTables.rows(Files.readString(DOCUMENT));

        assertThat(rows).hasSizeGreaterThanOrEqualTo(40);
        assertThat(rows).flatExtracting(TestedTables::faults).isEmpty();
        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(row.columns())
                                        .containsExactly("attempt", "what it gets", "test"));
        assertThat(rows).extracting(Row::behaviour).doesNotHaveDuplicates();
    }
}
