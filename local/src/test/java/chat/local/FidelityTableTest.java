package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.TestedTables.Row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Checks that every behaviour in `docs/local-runtime.md` names an existing test.
class FidelityTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "local-runtime.md");
    private static final List<String> COLUMNS =
            List.of("behaviour", "like AWS?", "source", "test", "elsewhere");

    @Test
    void everyRowNamesTestsThatExist() throws IOException {
        List<Row> rows = TestedTables.rows(Files.readString(DOCUMENT));

        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows).flatExtracting(TestedTables::faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WebSocket API", "Management API", "Queues", "Event source mappings"})
    void everyRowOfAComparisonHasASourceAndTheOtherEmulators(String section) throws IOException {
        List<Row> rows =
                TestedTables.rows(Files.readString(DOCUMENT)).stream()
                        .filter(row -> row.section().equals(section))
                        .toList();

        assertThat(rows).isNotEmpty().extracting(Row::columns).containsOnly(COLUMNS);
        assertThat(rows).filteredOn(row -> row.cell("elsewhere").isEmpty()).isEmpty();
        assertThat(rows).filteredOn(row -> row.cell("source").isEmpty()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| It works | yes | doc | |",
                "| It works | yes | doc | — |",
                "| It works | yes | doc | the same |",
                "| It works | yes | doc | `FidelityTableTest.everyRow…` |",
                "| It works | yes | doc | `FidelityTableTest.noSuchTest` |",
                "| It works | yes | doc | `FidelityTableTest.COLUMNS` |",
                "| It works | yes | doc | `FidelityTableTest.rows` |",
                "| It works | yes | doc | `NoSuchTest` |",
                "| It works | yes | doc | `FidelityTableTest` and others |",
                "| It works | yes | doc | `FidelityTableTest`, `NoSuchTest` |",
                "| It works | yes | doc | `TestedTables` |",
                "| It works | yes | `FidelityTableTest` |",
                "| Magic | not there | doc | `FidelityTableTest` |"
            })
    void anErrorInARowIsFound(String row) {
        assertThat(faults(row)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| It works | yes | doc | `FidelityTableTest` |",
                "| It works | yes | doc | `FidelityTableTest.everyRowNamesTestsThatExist` |",
                "| It works | yes | doc | `FidelityTableTest`, `LocalRuntimeTest` |",
                "| Magic | not there | doc | |",
                "| Magic | **no**, and not planned | doc | — |"
            })
    void aValidRowHasNoErrors(String row) {
        assertThat(faults(row)).isEmpty();
    }

    private static List<String> faults(String row) {
        String head =
                "## Section\n\n| behaviour | like AWS? | source | test |\n|---|---|---|---|\n";
        List<Row> rows = TestedTables.rows(head + row);
        assertThat(rows).hasSize(1);
        return TestedTables.faults(rows.getFirst());
    }
}
