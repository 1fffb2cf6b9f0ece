package chat.functions;

import static chat.port.Samples.CONVERSATION;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import chat.inmemory.SequentialParallel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// The sample is the 64th entry of the conversation of Alice and Bob. Blocks have four entries.
final class BuildBlocksHandlerTest {
    private final HandledChat chat = new HandledChat();

    @BeforeEach
    void talk() {
        chat.talk(chat.alice(), chat.bob(), 64);
    }

    private Map<String, Object> invoke(String event) {
        return LambdaRuntime.invoke(chat.buildBlocks(new SequentialParallel()), event);
    }

    @Test
    void theBlockIsBuiltAndLoggedWithoutItsTexts() {
        var answer = invoke(EventSamples.text("build-blocks.json"));

        assertThat(answer.get("batchItemFailures")).asInstanceOf(LIST).isEmpty();
        assertThat(chat.state().ports().blocks().find(CONVERSATION, 16)).isPresent();
        assertThat(chat.logged().getLast())
                .containsEntry("frame", "buildBlocks")
                .containsEntry("outcome", "BUILT")
                .containsEntry("record", CONVERSATION.value() + " 64");
        assertThat(chat.logged().getLast().toString()).doesNotContain("message 64");
    }

    @Test
    void aRecordThatComesTwiceWritesAndLogsNothing() {
        invoke(EventSamples.text("build-blocks.json"));
        int lines = chat.logged().size();
        var before = chat.state().ports().snapshot();

        invoke(EventSamples.text("build-blocks.json"));

        assertThat(chat.logged()).hasSize(lines);
        assertThat(chat.state().ports().snapshot()).isEqualTo(before);
    }

    @Test
    void aMalformedRecordIsReportedAsFailed() {
        String malformed =
                EventSamples.text("build-blocks.json").replace("\"N\": \"64\"", "\"N\": \"x\"");

        assertThat(invoke(malformed).get("batchItemFailures")).asInstanceOf(LIST).hasSize(1);
    }

    @Test
    void theOperatorCountsAndRebuildsBlocks() {
        assertThat(operate("count-blocks", ""))
                .isEqualTo(
                        Map.of(
                                "outcome", "done", "entries", 64, "full", 16, "blocks", 0,
                                "missing", 16));
        assertThat(operate("rebuild-blocks", ",\"before\":\"3\""))
                .containsEntry("blocks", 2)
                .containsEntry("missing", 0);
        assertThat(operate("count-blocks", "")).containsEntry("missing", 14);
        assertThat(chat.state().ports().blocks().all(CONVERSATION)).hasSize(2);
    }

    private Map<String, Object> operate(String command, String more) {
        String event =
                "{\"command\":\"%s\",\"conversation\":\"%s\"%s}"
                        .formatted(command, CONVERSATION.value(), more);
        return LambdaRuntime.invoke(chat.operate(), event);
    }
}
