package chat.local.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.local.queue.Queues;
import chat.local.queue.SqsHandler;
import chat.local.queue.TestClock;
import chat.local.template.Queue;
import chat.local.template.TemplateException;
import chat.local.template.TestAssembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the tables of `docs/local-errors.md` from the messages that the runtime gives. The flag
/// `-Dchat.errors=write` writes them.
class RefusalsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "local-errors.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN_MAX = 300;

    @Test
    void everyWrongRequestGetsTheMessageInTheDocument() throws IOException {
        var sqs = new SqsHandler(queues());
        var rows = new ArrayList<String>();
        for (WrongRequest wrong : WrongRequests.all()) {
            String action = wrong.action().split(":", -1)[1];
            var answer = sqs.answer(action, JSON.readTree(wrong.body()), "localhost");
            assertThat(answer.status()).as(wrong.what() + answer.body()).isEqualTo(400);
            JsonNode error = JSON.readTree(answer.body());
            rows.add(
                    row(
                            wrong.what(),
                            "`" + action + "`",
                            "`" + error.path("__type").asText().split("#", -1)[1] + "`",
                            shown(error.path("message").asText())));
        }

        check("requests", rows);
    }

    @Test
    void everyBadTemplateGetsTheMessageInTheDocument(@TempDir Path folder) throws IOException {
        var rows = new ArrayList<String>();
        for (BadTemplate bad : BadTemplates.all()) {
            Path own = Files.createTempDirectory(folder, "assembly");
            var assembly = TestAssembly.in(own).edit(bad.change());
            var refused = catchThrowableOfType(TemplateException.class, assembly::load);
            assertThat(refused).as(bad.what()).isNotNull();
            rows.add(row(bad.what(), shown(String.valueOf(refused.getMessage()))));
        }

        check("templates", rows);
    }

    @Test
    void theSoundTemplateAndRequestAreNotRefused(@TempDir Path folder) throws IOException {
        TestAssembly.in(folder).load();
        var sqs = new SqsHandler(queues());
        String body = WrongRequests.all().getFirst().body().replace("901", "900");

        assertThat(sqs.answer("SendMessage", JSON.readTree(body), "localhost").status())
                .isEqualTo(200);
    }

    /// Compares rows with those between the marks of a section, or writes them there.
    private static void check(String section, List<String> rows) throws IOException {
        String begin = "<!-- " + section + " -->\n";
        String end = "<!-- end of " + section + " -->";
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(begin) + begin.length();
        int to = document.indexOf(end);
        String made = String.join("\n", rows) + "\n";
        String kept = document.substring(from, to);
        String head = kept.lines().limit(2).reduce("", (all, line) -> all + line + "\n");
        if ("write".equals(System.getProperty("chat.errors"))) {
            Files.writeString(
                    DOCUMENT, document.substring(0, from) + head + made + document.substring(to));
            return;
        }
        assertThat(kept.substring(head.length())).isEqualTo(made);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /// A message as a cell of a table.
    private static String shown(String message) {
        String cell = message.replaceAll("\\p{Cntrl}", "?").replace("|", "\\|");
        return cell.length() <= SHOWN_MAX ? cell : cell.substring(0, SHOWN_MAX) + " …";
    }

    private static Queues queues() {
        var queues = new Queues(new TestClock());
        queues.create(queue("work", Optional.of(new Queue.Redrive("dead", 3))));
        queues.create(queue("dead", Optional.empty()));
        queues.create(queue("line.fifo", Optional.empty()));
        return queues;
    }

    private static Queue queue(String name, Optional<Queue.Redrive> redrive) {
        return new Queue(
                name,
                name.endsWith(".fifo"),
                false,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofDays(4),
                redrive);
    }
}
