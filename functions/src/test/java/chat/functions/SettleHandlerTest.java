package chat.functions;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import chat.domain.Body;
import chat.domain.Caller;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Kind;
import chat.inmemory.SequentialParallel;
import chat.protocol.ClientFrame.Position;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// The Messages stream and the operator's command `settle`. Alice has edited her message, and the
/// function died after it had appended the edit.
final class SettleHandlerTest {
    private static final int FOLD = 5;

    private final HandledChat chat = new HandledChat();

    SettleHandlerTest() {
        Caller alice = chat.alice();
        chat.bob();
        var state = chat.state();
        state.send(alice, BOB, 1, new Position.After(0));
        var dies = state.with(new Faults(FOLD, Kind.CRASH_BEFORE));
        assertThatThrownBy(
                        () ->
                                dies.send(
                                        alice,
                                        BOB,
                                        2,
                                        new Position.After(1),
                                        1,
                                        new Body.Edit("x")))
                .isInstanceOf(Faults.Fault.class);
    }

    private Map<String, Object> invoke(String sample) {
        return LambdaRuntime.invoke(
                chat.settle(new SequentialParallel()), EventSamples.text(sample + ".json"));
    }

    private long lastSeqOfBob() {
        return chat.state().ports().conversations().find(BOB, ALICE).orElseThrow().lastSeq();
    }

    @Test
    void anUnfinishedOperationIsFinishedAndLoggedWithoutItsText() {
        assertThat(lastSeqOfBob()).isEqualTo(1);

        assertThat(invoke("settle").get("batchItemFailures")).asInstanceOf(LIST).isEmpty();

        assertThat(lastSeqOfBob()).isEqualTo(2);
        assertThat(chat.state().ports().log().entries(CONVERSATION).getFirst().fold().edits())
                .containsExactly(2L);
        assertThat(chat.logged().getLast())
                .containsEntry("frame", "settle")
                .containsEntry("outcome", "FINISHED")
                .containsEntry("record", CONVERSATION.value() + " 2");
    }

    @Test
    void aRecordThatComesTwiceWritesAndLogsNothing() {
        invoke("settle");
        int lines = chat.logged().size();
        var before = chat.state().ports().snapshot();

        invoke("settle");

        assertThat(chat.logged()).hasSize(lines);
        assertThat(chat.state().ports().snapshot()).isEqualTo(before);
    }

    @Test
    void aMalformedRecordIsReportedAsFailed() {
        assertThat(invoke("settle-malformed").get("batchItemFailures"))
                .asInstanceOf(LIST)
                .hasSize(1);
    }

    @Test
    void theOperatorSettlesAnOperation() {
        assertThat(operate("2")).isEqualTo(Map.of("outcome", "finished"));
        assertThat(operate("2")).isEqualTo(Map.of("outcome", "finishedBefore"));
        assertThat(operate("1")).isEqualTo(Map.of("outcome", "noOperation"));
        assertThat(operate("99")).isEqualTo(Map.of("outcome", "noOperation"));
        assertThatThrownBy(() -> operate("x"))
                .hasStackTraceContaining("seq must be the number of an entry");
        assertThat(lastSeqOfBob()).isEqualTo(2);
    }

    private Map<String, Object> operate(String seq) {
        String command =
                "{\"command\":\"settle\",\"conversation\":\"%s\",\"seq\":\"%s\"}"
                        .formatted(CONVERSATION.value(), seq);
        return LambdaRuntime.invoke(chat.operate(), command);
    }
}
