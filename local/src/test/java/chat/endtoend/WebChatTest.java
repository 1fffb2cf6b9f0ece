package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The web chat in a real Chromium, against the running stack that serves it: the tests in
/// `client/web/test`. Where there is no Chromium they are skipped, and that is said.
@ExtendWith(RunningChat.Own.class)
final class WebChatTest {
    private static final Path TESTS = Path.of("../client/web/target/test");
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");

    private final RunningChat chat;

    WebChatTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void peopleChatInBrowsers() throws IOException {
        String chromium = chromium().orElseGet(WebChatTest::skipped);
        var command = new ArrayList<>(List.of("node", "--test", "--test-reporter=spec"));
        command.addAll(tests());
        Program run =
                Program.run(
                        "",
                        command,
                        Map.of(
                                "CHROMIUM",
                                chromium,
                                "CHAT_URL",
                                "http://127.0.0.1:" + chat.port()));

        assertThat(run.output()).contains("pass ");
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private static List<String> tests() throws IOException {
        try (var files = Files.list(TESTS)) {
            return files.map(Path::toString).filter(f -> f.endsWith(".test.js")).sorted().toList();
        }
    }

    private static Optional<String> chromium() {
        String named = System.getenv("CHROMIUM");
        if (named != null) {
            return Optional.of(named);
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static String skipped() {
        String line =
                "THE WEB CHAT IS NOT TESTED: there is no Chromium on PATH and CHROMIUM names none."
                        + " README says how to install it.";
        System.err.println("\n*** " + line + "\n");
        return abort(line);
    }
}
