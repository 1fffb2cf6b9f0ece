package chat.local.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The tables of `docs/cost.md` and `docs/scale.md` are made from the figures of the meter in
/// `docs/architecture.md`.
final class CostDocumentTest {
    private static final String END = "<!-- end -->";

    private final String architecture = Files.readString(Path.of("../docs/architecture.md"));

    CostDocumentTest() throws IOException {}

    /// `-Dchat.cost=write` writes them.
    @Test
    void theTablesOfTheBillFollowFromTheMeter() throws IOException {
        check(Path.of("../docs/cost.md"), new CostTables(architecture).all());
    }

    @Test
    void theTableOfQuotasFollowsFromTheMeter() throws IOException {
        check(Path.of("../docs/scale.md"), new ScaleTables(architecture).all());
    }

    /// The total of requests is the figure that the meter itself gives.
    @Test
    void theRequestsOfAMessageCostWhatTheMeterSays() {
        var usage = new Usage(2, 3, 2, 5, 7);
        var parts = new Bill(usage, 0, 0, Bill.Logs.STANDARD).parts();
        double requests =
                List.of(
                                "API Gateway messages",
                                "DynamoDB writes",
                                "DynamoDB reads",
                                "Lambda requests")
                        .stream()
                        .mapToDouble(part -> parts.getOrDefault(part, 0.0))
                        .sum();

        assertThat(requests * 1e6).isCloseTo(9.40, offset(0.001));
    }

    private static void check(Path file, Map<String, List<String>> tables) throws IOException {
        String document = Files.readString(file);
        String expected = document;
        for (var table : tables.entrySet()) {
            expected = replaced(expected, table.getKey(), table.getValue());
        }
        if ("write".equals(System.getProperty("chat.cost"))) {
            Files.writeString(file, expected);
        } else {
            assertThat(document)
                    .as("write it with -Dtest=CostDocumentTest -Dchat.cost=write")
                    .isEqualTo(expected);
        }
    }

    private static String replaced(String document, String name, List<String> table) {
        String begin = "<!-- table: " + name + " -->\n";
        int from = document.indexOf(begin);
        assertThat(from).as(begin).isNotNegative();
        int to = document.indexOf(END, from);
        return document.substring(0, from + begin.length())
                + String.join("\n", table)
                + "\n"
                + document.substring(to);
    }
}
