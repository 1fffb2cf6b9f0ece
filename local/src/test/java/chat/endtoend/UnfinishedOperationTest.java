package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConversationId;
import chat.domain.UserId;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;
import java.util.UUID;

/// Operations whose function died right after it had written them to the log.
@ExtendWith(RunningChat.Own.class)
final class UnfinishedOperationTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    UnfinishedOperationTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void settleFinishesAnOperationOfADeadFunction() {
        try (var phone = chat.connect(alice, "phone")) {
            editAndDie(phone, "");

            Waiting.until(
                    "the edit is folded", () -> folded(phone), UnfinishedOperationTest::isEdited);
        }
    }

    @Test
    void theOperatorFinishesAnOperationIfSettleFails() {
        try (var phone = chat.connect(alice, "phone")) {
            editAndDie(
                    phone, ", {\"function\": \"Settle\", \"point\": \"start\", \"do\": \"fail\"}");
            Waiting.until(
                    "the edit is in the log",
                    () -> phone.ask("history", "peer", bob, "limit", 1),
                    newest -> newest.at("/messages/0/seq").asLong() == 2);
            assertThat(isEdited(folded(phone))).isFalse();

            var conversation = ConversationId.of(id(alice), id(bob));
            var answer = chat.operate("settle", conversation, 2);
            var again = chat.operate("settle", conversation, 2);

            assertThat(answer.get("outcome").asText()).isEqualTo("finished");
            assertThat(again.get("outcome").asText()).isEqualTo("finishedBefore");
            assertThat(isEdited(folded(phone))).isTrue();
        } finally {
            chat.faults("{}");
        }
    }

    private void editAndDie(Device phone, String more) {
        try (var laptop = chat.connect(bob, "laptop")) {
            laptop.next("caughtUp");
            phone.next("caughtUp");
            phone.say(bob, "at six");
            chat.faults(
                    """
                    {"invocations": [
                      {"function": "SendMessage", "point": "after dynamodb:PutItem", "do": "kill",
                       "times": 1}%s]}
                    """
                            .formatted(more));
            phone.send(
                    "sendMessage",
                    "to",
                    bob,
                    "clientMessageId",
                    UUID.randomUUID().toString(),
                    "after",
                    1,
                    "target",
                    1,
                    "body",
                    Map.of("type", "edit", "text", "at seven"));
        }
    }

    private JsonNode folded(Device phone) {
        return phone.ask("history", "peer", bob, "before", 2, "fold", true);
    }

    private static boolean isEdited(JsonNode history) {
        return history.at("/state/0/edit/body/text").asText().equals("at seven");
    }

    private static UserId id(String user) {
        return new UserId(user);
    }
}
