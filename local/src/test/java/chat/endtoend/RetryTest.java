package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;
import chat.dynamodb.Seed;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.UUID;
import java.util.stream.IntStream;

@ExtendWith(RunningChat.Own.class)
final class RetryTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    RetryTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void resendingAMessageReturnsTheSameEntryRegardlessOfOtherEvents() {
        String id = UUID.randomUUID().toString();
        try (var recipient = chat.connect(bob, "phone")) {
            JsonNode first;
            try (var phone = chat.connect(alice, "phone")) {
                first = phone.say(bob, "once", id, "after", 0);
                var atOnce = phone.say(bob, "once", id, "after", 0);
                IntStream.range(0, 30).forEach(i -> phone.say(bob, "other " + i));
                var later = phone.say(bob, "once", id, "after", 0);

                assertThat(atOnce.get("seq")).isEqualTo(first.get("seq"));
                assertThat(later.get("seq")).isEqualTo(first.get("seq"));
            }
            try (var phone = chat.connect(alice, "phone")) {
                var reconnected = phone.say(bob, "once", id, "after", 0);

                assertThat(reconnected.get("seq")).isEqualTo(first.get("seq"));
            }
            recipient.awaitLog(alice, 31);
            assertThat(recipient.texts(alice)).containsOnlyOnce("once");
        }
    }

    @Test
    void aRetryFarBehindTheLogIsAConflictUntilTheClientHasSynced() {
        int others = Integer.getInteger("chat.others", 1_200);
        String id = UUID.randomUUID().toString();
        chat.connect(bob, "phone").close();
        try (var phone = chat.connect(alice, "phone");
                var tables = chat.tables()) {
            phone.next("caughtUp");
            long seq = phone.say(bob, "once", id, "after", 0).get("seq").asLong();
            new Seed(tables).log("Messages", new UserId(alice), new UserId(bob), others);

            chat.resetMeter();
            var behind = phone.say(bob, "once", id, "after", 0);
            double units = chat.meter().at("/tables/Messages/readUnits").asDouble();
            var synced = phone.say(bob, "once", id, "seq", seq);

            assertThat(behind.get("code").asText()).isEqualTo("conflict");
            assertThat(behind.get("retryable").asBoolean()).isTrue();
            assertThat(units).isLessThan(150);
            assertThat(synced.get("seq").asLong()).isEqualTo(seq);
        }
    }
}
