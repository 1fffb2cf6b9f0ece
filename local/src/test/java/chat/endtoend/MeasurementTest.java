package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;
import chat.dynamodb.Seed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/// Measures the message figures of `docs/architecture.md`, and writes its tables to
/// `target/measurements.md`: `./mvnw verify -Dchat.measure=true -Dtest=MeasurementTest
/// -Dsurefire.failIfNoSpecifiedTests=false`
@EnabledIfSystemProperty(named = "chat.measure", matches = "true")
final class MeasurementTest {
    private static final int WARM_UP = 500;
    private static final int SAMPLES = 2_000;

    private final RunningChat chat;
    private final List<String> lines = new ArrayList<>();

    MeasurementTest(@TempDir Path folder) {
        var assembly = ChangedAssembly.unchanged().withUnlimitedMessages();
        chat = RunningChat.start(assembly.write(folder), Optional.empty(), Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        chat.close();
    }

    @Test
    void measuresTheTablesForTheArchitectureDocument() throws IOException {
        costs();
        latencies();
        Path file = Path.of("target/measurements.md");
        Files.write(file, lines);
        assertThat(file).isNotEmptyFile();
    }

    private void costs() {
        var costs = new CostTable(chat);
        try (var pair = new Pair(chat);
                var tables = chat.tables()) {
            costs.measure("a conversation's first message of the day", () -> exchange(pair, 1));
            costs.measure("a message, delivered and read in one frame", () -> exchange(pair, 2));
            costs.measure(
                    "a message, delivered and read separately",
                    () -> {
                        pair.send(3);
                        pair.acknowledge("delivered", 3);
                        pair.acknowledge("read", 3);
                    });
            var seed = new Seed(tables);
            seed.users("Users", 10_000);
            long today = LocalDate.now(ZoneOffset.UTC).toEpochDay();
            UserId alice = new UserId(pair.alice);
            seed.rows("Conversations", alice, 1_000, today);
            long tail = seed.log("Messages", alice, new UserId(pair.bob), 10_000).seq();
            exchange(pair, tail + 1);
            pair.phone.ack(pair.bob, "delivered", tail + 1);
            costs.measure(
                    "the same beside 10,000 users, 1,000 conversations, 10,000 messages",
                    () -> exchange(pair, tail + 2));
            for (int conversations : List.of(10, 1_000, 10_000)) {
                String user = RunningChat.person("busy");
                seed.rows("Conversations", new UserId(user), conversations, today - 30);
                connect(user, "");
                String since = "&since=" + Instant.now().toEpochMilli();
                costs.measure(
                        "connect with nothing new and disconnect, "
                                + conversations
                                + " conversations",
                        () -> connect(user, since));
            }
        }
        lines.addAll(costs.lines());
        lines.add("");
    }

    private void connect(String user, String since) {
        try (var device = chat.connect(user, "phone", since)) {
            device.next("caughtUp");
        }
    }

    private void exchange(Pair pair, long seq) {
        pair.send(seq);
        pair.acknowledge("read", seq);
    }

    private void latencies() {
        try (var pair = new Pair(chat);
                var tables = chat.tables()) {
            var item = Map.of("userId", AttributeValue.fromS(RunningChat.person("put")));
            var put = sample(_ -> tables.putItem(p -> p.tableName("Users").item(item)));
            var echo = sample(_ -> pair.echo());
            var send = sample(i -> pair.send(i + 1));
            lines.add("| what | p50 | p99 | p50 against put + echo | p99 against put + echo |");
            lines.add("|---|--:|--:|--:|--:|");
            lines.add(row("a bare put: one item, one call", put, put, echo));
            lines.add(row("a bare echo: `ping` to `pong`", echo, put, echo));
            lines.add(row("`sendMessage` to `messages` at the recipient", send, put, echo));
        }
    }

    private static String row(String what, Sample sample, Sample put, Sample echo) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f ms | %.2f ms | %.1f | %.1f |",
                what,
                sample.p50(),
                sample.p99(),
                sample.p50() / (put.p50() + echo.p50()),
                sample.p99() / (put.p99() + echo.p99()));
    }

    /// Milliseconds.
    private record Sample(double p50, double p99) {}

    private static Sample sample(LongConsumer action) {
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < WARM_UP + SAMPLES; i++) {
            long begin = System.nanoTime();
            action.accept(i);
            if (i >= WARM_UP) {
                nanos.add(System.nanoTime() - begin);
            }
        }
        nanos.sort(null);
        return new Sample(nanos.get(SAMPLES / 2) / 1e6, nanos.get((int) (SAMPLES * 0.99)) / 1e6);
    }

    /// Two users with one device each, caught up.
    private static final class Pair implements AutoCloseable {
        private final String alice = RunningChat.person("alice");
        private final String bob = RunningChat.person("bob");
        private final Device phone;
        private final Device laptop;

        Pair(RunningChat chat) {
            phone = chat.connect(alice, "phone");
            laptop = chat.connect(bob, "laptop");
            phone.next("caughtUp");
            laptop.next("caughtUp");
        }

        void echo() {
            phone.send("ping");
            phone.next("pong");
        }

        /// Sends a message, and waits until the recipient's device has received it.
        void send(long seq) {
            var body = Map.of("type", "text", "text", "x".repeat(500));
            String id = UUID.randomUUID().toString();
            phone.send(
                    "sendMessage",
                    "to",
                    bob,
                    "clientMessageId",
                    id,
                    "after",
                    seq - 1,
                    "body",
                    body);
            laptop.next("messages");
            phone.next("accepted");
        }

        void acknowledge(String field, long seq) {
            laptop.send("ack", "acks", List.of(Map.of("peer", alice, field, seq)));
            phone.next("receipt");
        }

        @Override
        public void close() {
            phone.close();
            laptop.close();
        }
    }
}
