package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;
import chat.dynamodb.Seed;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

@ExtendWith(RunningChat.Shared.class)
final class OfflineTest {
    private static final int MANY = 1_000;

    /// The other messages are written to the log directly, which is faster than sending them.
    private static final int SENT = 10;

    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    OfflineTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aThousandPendingMessagesArriveOnceInOrderInFullFrames() {
        chat.connect(bob, "phone").close();
        try (var sender = chat.connect(alice, "phone");
                var tables = chat.tables()) {
            sender.next("caughtUp");
            new Seed(tables).log("Messages", new UserId(alice), new UserId(bob), MANY - SENT);
            for (int i = MANY - SENT; i < MANY; i++) {
                String id = UUID.randomUUID().toString();
                sender.say(bob, "message " + (i + 1), id, "after", i);
            }

            long redeliveries = chat.redeliveries();
            try (var phone = chat.connect(bob, "phone")) {
                var caughtUp = phone.catchUp();

                assertThat(phone.texts(alice))
                        .isEqualTo(
                                IntStream.rangeClosed(1, MANY)
                                        .mapToObj(i -> "message " + i)
                                        .toList());
                if (chat.redeliveries() == redeliveries) {
                    assertThat(phone.duplicates()).isZero();
                    assertFramesAreFull(phone.all("messages"));
                }
                assertThat(caughtUp.at("/conversations/0/lastSeq").asInt()).isEqualTo(MANY);
                sender.awaitReceipt(bob, MANY, 0);

                phone.disconnect();
                String since = "&since=" + caughtUp.get("at").asLong();
                try (var again = chat.connect(bob, "phone", since)) {
                    again.catchUp();
                    assertThat(again.all("messages")).isEmpty();
                }
            }
        }
    }

    /// Each frame of a catch-up except the last is so full that another message would not fit.
    private static void assertFramesAreFull(List<JsonNode> frames) {
        assertThat(frames)
                .allMatch(frame -> bytes(frame) <= 32_000)
                .hasSizeLessThanOrEqualTo(
                        3 + frames.stream().mapToInt(OfflineTest::bytes).sum() / 30_000);
    }

    private static int bytes(JsonNode frame) {
        return frame.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void aReturningDeviceLearnsWhatWasDeliveredAndRead() {
        try (var laptop = chat.connect(bob, "laptop")) {
            laptop.next("caughtUp");
            long at;
            try (var phone = chat.connect(alice, "phone")) {
                at = phone.next("caughtUp").get("at").asLong();
                phone.say(bob, "one", UUID.randomUUID().toString(), "after", 0);
                phone.say(bob, "two", UUID.randomUUID().toString(), "after", 1);
            }

            laptop.awaitLog(alice, 2).ack(alice, "delivered", 2);
            laptop.ack(alice, "read", 1);

            try (var phone = chat.connect(alice, "phone", "&since=" + at)) {
                var state = phone.next("caughtUp").at("/conversations/0");
                assertThat(state.get("peer").asText()).isEqualTo(bob);
                assertThat(state.get("peerDelivered").asLong()).isEqualTo(2);
                assertThat(state.get("peerRead").asLong()).isEqualTo(1);
                assertThat(state.get("cursor").asLong()).isEqualTo(2);
                assertThat(phone.all("messages")).isEmpty();
            }
        }
    }

    @Test
    void syncSendsExactlyTheEntriesThatTheDeviceLacks() {
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            laptop.next("caughtUp");
            for (int i = 0; i < 5; i++) {
                phone.say(bob, "message " + i);
            }
            laptop.awaitLog(alice, 5).acknowledgeAll();
            int before = laptop.all("messages").size();

            var caughtUp = laptop.ask("sync", "cursors", Map.of(alice, 3));
            var sent = laptop.all("messages").subList(before, laptop.all("messages").size());

            assertThat(caughtUp.get("type").asText()).isEqualTo("caughtUp");
            assertThat(sent).hasSize(1);
            assertThat(sent.getFirst().get("after").asLong()).isEqualTo(3);
            assertThat(sent.getFirst().get("messages"))
                    .extracting(message -> message.get("seq").asInt())
                    .containsExactly(4, 5);
        }
    }
}
