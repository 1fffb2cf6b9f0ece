package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import chat.domain.UserId;
import chat.dynamodb.DynamoDbConversationIndex;
import chat.dynamodb.Seed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The web chat in a real Chromium, served by the running stack: the tests in `client/web/test`.
/// Without Chromium they are skipped, with a message.
@ExtendWith(RunningChat.Own.class)
@Execution(ExecutionMode.CONCURRENT)
final class WebChatTest {
    private static final Path TESTS = Path.of("../client/web/target/test");
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");

    /// The files that share one server, the longest first.
    private static final List<String> SHARED =
            List.of(
                    "storage",
                    "actions",
                    "search",
                    "hiding",
                    "reading",
                    "looks",
                    "people",
                    "chat",
                    "list",
                    "views",
                    "writing",
                    "attacks",
                    "emoji",
                    "shift",
                    "finding",
                    "installed",
                    "attention");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LONG = 5_000;

    /// How long a browser test waits for an expected state. Longer than the client's longest delay
    /// between two tries to connect, and long enough for a machine under load.
    private static final Duration BROWSER_PATIENCE = Duration.ofSeconds(90);

    /// Browsers use much of the processor, and leave it to the other test classes, which wait most
    /// of the time.
    private static final String NICENESS = "10";

    private final RunningChat chat;

    WebChatTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void usersChatInBrowsers() {
        String chromium = chromium().orElseGet(WebChatTest::skipped);
        Program run = browse(chromium, SHARED, chat, Map.of());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("skipped 0");
    }

    @Test
    void usersSignInOnTheDeployedPages() {
        String chromium = chromium().orElseGet(WebChatTest::skipped);
        var deployed = DeployedWebChat.of("ws://127.0.0.1:" + chat.port());
        Program run =
                browse(
                        chromium,
                        List.of("sign-in"),
                        chat,
                        Map.of("CHAT_DEPLOYED", deployed.json()));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("skipped 0");
    }

    @Test
    void theLocalPagesPolicyIsAsStrictAsTheDeployedOne() throws Exception {
        String deployed = DeployedWebChat.of("ws://127.0.0.1:" + chat.port()).policy();
        String connectTo = "connect-src [^;]+;";
        var here = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + chat.port() + "/"));
        try (var http = HttpClient.newHttpClient()) {
            var page = http.send(here.build(), HttpResponse.BodyHandlers.discarding());

            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .map(policy -> policy.replaceFirst(connectTo, ""))
                    .contains(deployed.replaceFirst(connectTo, ""));
        }
    }

    @Test
    void aLongConversationCanBeReadToItsStart() {
        String chromium = chromium().orElseGet(WebChatTest::skipped);
        Program run =
                browse(chromium, List.of("history"), chat, Map.of("CHAT_LONG", longConversation()));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("skipped 0");
    }

    @Test
    void noMessageIsLostWhenTheServerRestartsUnderLoad(@TempDir Path folder) throws Exception {
        String chromium = chromium().orElseGet(WebChatTest::skipped);
        Path signal = folder.resolve("signal");
        Path data = folder.resolve("data");
        var first = RunningChat.start(data, 0, PATIENCE);
        int port = first.port();
        var variables = Map.of("CHAT_RESTART", signal.toString());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = threads.submit(() -> browse(chromium, List.of("restart"), first, variables));
            Waiting.until(
                    "users write in their browsers",
                    PATIENCE,
                    () -> Files.exists(signal) || run.isDone(),
                    begun -> begun);
            first.close();
            try (var _ = RunningChat.start(data, port, PATIENCE)) {
                assertThat(run.get().exitCode()).as(run.get().output()).isZero();
                assertThat(run.get().output()).contains("skipped 0");
            }
        }
    }

    /// Runs files of tests, two at a time.
    private static Program browse(
            String chromium, List<String> tests, RunningChat chat, Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("CHROMIUM", chromium);
        all.put("CHAT_PATIENCE_MS", String.valueOf(BROWSER_PATIENCE.toMillis()));
        all.put("CHAT_URL", "http://127.0.0.1:" + chat.port());
        Stream<String> options =
                Stream.of(
                        "nice",
                        "-n",
                        NICENESS,
                        "node",
                        "--test",
                        "--test-concurrency=2",
                        "--test-reporter=spec");
        Stream<String> files =
                tests.stream().map(test -> TESTS.resolve(test + ".test.js").toString());
        return Program.run("", Stream.concat(options, files).toList(), all);
    }

    /// Fills a conversation, bypassing the functions.
    ///
    /// @return its users and its length
    private String longConversation() {
        String reader = RunningChat.person("reader");
        String writer = RunningChat.person("writer");
        chat.connect(reader, "phone").close();
        chat.connect(writer, "phone").close();
        var from = new UserId(writer);
        var to = new UserId(reader);
        try (var tables = chat.tables()) {
            var last = new Seed(tables).log("Messages", from, to, LONG);
            var index = new DynamoDbConversationIndex(tables, "Conversations");
            index.index(to, from, last, Instant.now());
            index.index(from, to, last, Instant.now());
        }
        return String.join(" ", reader, writer, String.valueOf(LONG));
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
