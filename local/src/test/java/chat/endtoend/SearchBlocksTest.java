package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConversationId;
import chat.domain.TextBlock;
import chat.domain.UserId;
import chat.dynamodb.DynamoDbTextBlocks;
import chat.dynamodb.Seed;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The blocks of texts on the running stack: the stream builds them, operations renew them.
@ExtendWith(RunningChat.Own.class)
final class SearchBlocksTest {
    private static final int BLOCK = 64;

    private final RunningChat chat;
    private final UserId alice = new UserId(RunningChat.person("alice"));
    private final UserId bob = new UserId(RunningChat.person("bob"));
    private final ConversationId conversation = ConversationId.of(alice, bob);

    SearchBlocksTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aBlockIsBuiltSearchedAndRenewed() {
        try (var phone = chat.connect(alice.value(), "phone");
                var laptop = chat.connect(bob.value(), "laptop")) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            fill(phone);

            Waiting.until("the block is built", this::block, Optional::isPresent);
            assertThat(hits(laptop, "zebra")).containsExactly(64L);

            phone.say(bob.value(), "beyond the block");
            MessageOperationsTest.operate(
                    phone, bob.value(), 65, 64, MessageOperationsTest.edit("giraffe"));

            assertThat(texts()).contains("giraffe").doesNotContain("zebra");
            assertThat(hits(laptop, "giraffe")).containsExactly(64L);
            assertThat(hits(laptop, "zebra")).isEmpty();
            assertThat(hits(laptop, "beyond")).containsExactly(65L);
        }
    }

    @Test
    void settleRenewsTheBlockOfADeadFunction() {
        try (var phone = chat.connect(alice.value(), "phone")) {
            phone.next("caughtUp");
            fill(phone);
            Waiting.until("the block is built", this::block, Optional::isPresent);
            chat.faults(
                    """
                    {"invocations": [
                      {"function": "SendMessage", "point": "after dynamodb:PutItem", "do": "kill",
                       "times": 1}]}
                    """);

            phone.send(
                    "sendMessage",
                    "to",
                    bob.value(),
                    "clientMessageId",
                    UUID.randomUUID().toString(),
                    "after",
                    64,
                    "target",
                    64,
                    "body",
                    Map.of("type", "remove"));

            Waiting.until("the text is gone", this::texts, texts -> !texts.contains("zebra"));
            assertThat(hits(phone, "zebra")).isEmpty();
        } finally {
            chat.faults("{}");
        }
    }

    @Test
    void theOperatorCountsAndRebuildsBlocks() {
        try (var phone = chat.connect(alice.value(), "phone")) {
            phone.next("caughtUp");
            fill(phone);

            JsonNode rebuilt = chat.operate("rebuild-blocks", conversation, 0);
            JsonNode counted = chat.operate("count-blocks", conversation, 0);

            assertThat(rebuilt.toString())
                    .isEqualTo(
                            "{\"blocks\":1,\"entries\":64,\"full\":1,\"missing\":0,"
                                    + "\"outcome\":\"done\"}");
            assertThat(counted).isEqualTo(rebuilt);
            assertThat(texts()).contains("zebra");
        }
    }

    /// Fills the first block. Its last message is sent as clients do.
    private void fill(Device phone) {
        try (var laptop = chat.connect(bob.value(), "tablet");
                var tables = chat.tables()) {
            laptop.next("caughtUp");
            new Seed(tables).log("Messages", alice, bob, BLOCK - 1);
            var id = UUID.randomUUID().toString();
            assertThat(phone.say(bob.value(), "zebra", id, "after", BLOCK - 1).get("seq").asInt())
                    .isEqualTo(BLOCK);
        }
    }

    private List<Long> hits(Device device, String query) {
        return Searching.hits(device, query).stream().map(hit -> hit.get("seq").asLong()).toList();
    }

    private Optional<TextBlock> block() {
        try (var tables = chat.tables()) {
            return new DynamoDbTextBlocks(tables, "TextBlocks").find(conversation, 1);
        }
    }

    private List<String> texts() {
        return block().orElseThrow().texts().stream().map(TextBlock.Text::text).toList();
    }
}
