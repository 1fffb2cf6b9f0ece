package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;
import chat.dynamodb.DynamoDbConversationIndex;
import chat.dynamodb.Seed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Instant;

/// A catch-up of thousands of messages. `-Dchat.missed=50000` sets their number.
@ExtendWith(RunningChat.Shared.class)
final class LongCatchUpTest {
    private static final int MISSED = Integer.getInteger("chat.missed", 2_000);

    private final RunningChat chat;

    LongCatchUpTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aDeviceThatMissedThousandsCatchesUpInTurnsWithoutDelayingOthers() {
        String alice = RunningChat.person("alice");
        String bob = RunningChat.person("bob");
        String carol = RunningChat.person("carol");
        chat.connect(bob, "phone").close();
        chat.connect(carol, "phone").close();
        try (var sender = chat.connect(alice, "phone");
                var tables = chat.tables()) {
            sender.next("caughtUp");
            miss(tables, alice, bob);
            sender.say(carol, "hi");

            long redeliveries = chat.redeliveries();
            try (var behind = chat.connect(bob, "phone");
                    var other = chat.connect(carol, "phone")) {
                other.awaitLog(alice, 1);
                assertThat(other.next("caughtUp").get("more").asBoolean()).isFalse();

                // After eight frames the device must acknowledge. It does not, so it gets nothing
                // more.
                assertThat(behind.next("caughtUp").get("more").asBoolean()).isTrue();
                int frames = behind.untaken("messages");
                int held = behind.log(alice).size();
                behind.acknowledgeAll();
                behind.ask("sync");
                assertThat(behind.log(alice)).hasSizeGreaterThan(held);
                if (chat.redeliveries() == redeliveries) {
                    assertThat(frames).isEqualTo(8);
                    assertThat(behind.duplicates()).isZero();
                }
            }
        }
    }

    private static void miss(DynamoDbClient tables, String from, String to) {
        var sender = new UserId(from);
        var recipient = new UserId(to);
        var last = new Seed(tables).log("Messages", sender, recipient, MISSED);
        new DynamoDbConversationIndex(tables, "Conversations")
                .index(recipient, sender, last, Instant.now());
    }
}
