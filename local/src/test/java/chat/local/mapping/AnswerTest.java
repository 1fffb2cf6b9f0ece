package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.mapping.Answer.Done;
import chat.local.mapping.Answer.FailedAt;
import chat.local.mapping.Answer.FailedWhole;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class AnswerTest {
    static final List<String> ITEMS = List.of("1", "2", "3");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"batchItemFailures\":null}",
                "{\"batchItemFailures\":[]}"
            })
    void aResponseWithoutFailuresIsASuccess(String payload) {
        assertThat(reported(payload)).isEqualTo(new Done());
    }

    @Test
    void reportedItemsAreFailuresInBatchOrder() {
        assertThat(
                        reported(
                                "{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"},{\"itemIdentifier\":\"2\"}]}"))
                .isEqualTo(new FailedAt(List.of(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"item\":\"2\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"}]}",
                "{\"batchItemFailures\":\"2\"}",
                "not JSON"
            })
    void aBadReportFailsTheWholeBatch(String payload) {
        assertThat(reported(payload)).isEqualTo(new FailedWhole());
    }

    @Test
    void aFailedInvocationFailsTheWholeBatch() {
        assertThat(Answer.of(new InvocationResult.TimedOut(), ITEMS, true))
                .isEqualTo(new FailedWhole());
        assertThat(Answer.of(new InvocationResult.Failed("E", "x"), ITEMS, false))
                .isEqualTo(new FailedWhole());
    }

    @Test
    void reportsAreIgnoredUnlessTheMappingEnablesThem() {
        var report =
                new InvocationResult.Returned(
                        "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");

        assertThat(Answer.of(report, ITEMS, false)).isEqualTo(new Done());
    }

    private static Answer reported(String payload) {
        return Answer.of(new InvocationResult.Returned(payload), ITEMS, true);
    }
}
