package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// The decision records in `docs/adr`: consecutive numbers and a common form.
final class DecisionRecordsTest {
    private static final Path FOLDER = Path.of("../docs/adr");

    @Test
    void numbersAreUniqueAndConsecutive() throws IOException {
        var numbers = records().stream().map(DecisionRecordsTest::numberOf).toList();

        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void eachRecordHasItsHeaderAndSections() throws IOException {
        for (var record : records()) {
            var lines = Files.readAllLines(record);

            assertThat(lines.getFirst())
                    .as("title of " + record)
                    .startsWith("# " + numberOf(record) + ". ");
            assertThat(lines.get(1))
                    .as("second line of " + record)
                    .matches(
                            "Date: \\d{4}-\\d\\d-\\d\\d"
                                    + " · Status: (Accepted|Rejected|Superseded by \\d+)"
                                    + "( \\(supersedes \\d+\\))? · Code: `.+`");
            assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                    .as("sections of " + record)
                    .containsExactly(
                            "## Context",
                            "## Decision",
                            "## Consequences",
                            "## Alternatives",
                            "## Check",
                            "## Sources");
        }
    }

    private static List<Path> records() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static int numberOf(Path record) {
        return Integer.parseInt(record.getFileName().toString().substring(0, 4));
    }
}
