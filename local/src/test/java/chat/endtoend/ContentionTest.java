package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Many concurrent messages in one conversation, without rate limits: with many processes each
/// process counts only a few messages.
final class ContentionTest {
    /// Not hundreds, because DynamoDB Local on a busy machine would respond too late for a
    /// function.
    private static final int AT_ONCE = Integer.getInteger("chat.atOnce", 50);

    private static final int WRITE_UNITS_MAX = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> ANSWERS = Set.of("accepted", "conflict", "rateLimited");

    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    @Test
    void eachMessageIsAnsweredAndCostsAtMostThreeWriteUnitsOfTheLog(@TempDir Path folder) {
        var assembly = ChangedAssembly.unchanged().withUnlimitedMessages();
        try (var chat =
                RunningChat.start(
                        assembly.write(folder), Optional.empty(), Duration.ofSeconds(60))) {
            try (var phone = chat.connect(bob, "phone")) {
                phone.next("caughtUp");
            }
            flood(chat, AT_ONCE);
        }
    }

    private void flood(RunningChat chat, int many) {
        String carol = RunningChat.person("carol");
        try (var flooding = chat.connect(alice, "phone-" + many);
                var other = chat.connect(carol, "phone")) {
            flooding.next("caughtUp");
            long tail = flooding.say(bob, "hi");
            other.say(bob, "hi");
            chat.resetMeter();
            long started = System.nanoTime();
            send(flooding, tail, many);
            other.say(bob, "do I wait?");
            long otherMillis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            flooding.await(
                    "an answer to each message",
                    PATIENCE,
                    () -> answers(flooding).size() == many + 1);
            long allMillis = Duration.ofNanos(System.nanoTime() - started).toMillis();

            JsonNode meter = chat.awaitQuiet();
            System.err.printf(
                    "%d at once: %s, all after %d ms, another after %d ms, %s%n",
                    many,
                    answers(flooding).stream().collect(groupingBy(code -> code, counting())),
                    allMillis,
                    otherMillis,
                    meter);
            assertThat(answers(flooding)).isSubsetOf(ANSWERS);
            assertThat(meter.at("/tables/Messages/writeUnits").asDouble() / many)
                    .isLessThanOrEqualTo(WRITE_UNITS_MAX);
            Waiting.until(
                    "a single message is accepted",
                    () -> send(flooding),
                    ContentionTest::isAccepted);
        }
    }

    private JsonNode send(Device device) {
        return device.say(bob, "and now?", UUID.randomUUID().toString());
    }

    private static boolean isAccepted(JsonNode reply) {
        return reply.get("type").asText().equals("accepted");
    }

    private void send(Device device, long after, int many) {
        for (int i = 0; i < many; i++) {
            device.send(
                    "sendMessage",
                    "to",
                    bob,
                    "after",
                    after,
                    "clientMessageId",
                    UUID.randomUUID().toString(),
                    "body",
                    Map.of("type", "text", "text", "flood"));
        }
    }

    /// The answers to the device: the code of a rejection, or `error` for the gateway's own frame.
    private static List<String> answers(Device device) {
        return Stream.of("accepted", "rejected", "")
                .flatMap(type -> device.all(type).stream())
                .map(ContentionTest::answer)
                .toList();
    }

    private static String answer(JsonNode frame) {
        return frame.path("code").asText(frame.path("type").asText("error"));
    }
}
