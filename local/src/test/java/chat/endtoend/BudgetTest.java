package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.BlockLayout;
import chat.domain.ConversationId;
import chat.domain.UserId;
import chat.dynamodb.DynamoDbTextBlocks;
import chat.dynamodb.Seed;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The cost of one message under 1 KB that is sent, delivered and read in one acknowledgement, with
/// one device each and both online: 2 frames in, 3 out, 2 invocations, 5 write units, at most 7
/// read units.
@ExtendWith(RunningChat.Own.class)
final class BudgetTest {
    private final long today = LocalDate.now(ZoneOffset.UTC).toEpochDay();

    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    BudgetTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aMessageStaysWithinItsBudgetRegardlessOfTheAmountOfData() {
        try (var phone = chat.connect(alice, "phone");
                var laptop = chat.connect(bob, "laptop");
                var tables = chat.tables()) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            // The first message of the day also moves the rows in the index, which costs 4 more
            // units.
            exchange(phone, laptop, 1);
            var alone = exchange(phone, laptop, 2);

            var seed = new Seed(tables);
            seed.users("Users", 10_000);
            seed.rows("Conversations", new UserId(alice), 1_000, today);
            long tail = seed.log("Messages", new UserId(alice), new UserId(bob), 10_000).seq();
            awaitBlocks(tables, tail);
            exchange(phone, laptop, tail + 1);
            // Acknowledges like a client after a gap. From now on the cursor moves with the
            // messages it sends.
            phone.ack(bob, "delivered", tail + 1);
            var amongMany = exchange(phone, laptop, tail + 2);

            assertBudget(alone);
            assertThat(amongMany).isEqualTo(alone);
        }
    }

    /// The stream builds the blocks of the seeded messages, which must not be measured.
    private void awaitBlocks(DynamoDbClient tables, long tail) {
        var blocks = new DynamoDbTextBlocks(tables, "TextBlocks");
        var conversation = ConversationId.of(new UserId(alice), new UserId(bob));
        long full = BlockLayout.STANDARD.full(tail);
        Waiting.until(
                "the blocks are built",
                () -> blocks.newest(conversation, 1, full).blocks().size(),
                size -> size == full);
    }

    /// Sends one message and its acknowledgement.
    ///
    /// @return their cost
    private JsonNode exchange(Device phone, Device laptop, long seq) {
        chat.resetMeter();
        var accepted = phone.say(bob, "hi", UUID.randomUUID().toString(), "after", seq - 1);
        assertThat(accepted.get("seq").asLong()).isEqualTo(seq);
        laptop.next("messages");
        laptop.send("ack", "acks", List.of(Map.of("peer", alice, "read", seq)));
        phone.next("receipt");
        return chat.awaitQuiet();
    }

    private static void assertBudget(JsonNode meter) {
        double reads = 0;
        double writes = 0;
        for (JsonNode table : meter.get("tables")) {
            reads += table.get("readUnits").asDouble();
            writes += table.get("writeUnits").asDouble();
        }
        assertThat(meter.get("meteredIn").asInt()).isEqualTo(2);
        assertThat(meter.get("meteredOut").asInt()).isEqualTo(3);
        assertThat(meter.get("invocations").asInt()).isEqualTo(2);
        assertThat(writes).isEqualTo(5);
        assertThat(reads).isLessThanOrEqualTo(7);
    }
}
