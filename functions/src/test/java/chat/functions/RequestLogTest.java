package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class RequestLogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final RequestLog log =
            new RequestLog(new PrintStream(written, true, StandardCharsets.UTF_8));

    @Test
    void aRequestIsLoggedAsOneLineOfJson() {
        log.write("c1", "alice", "sendMessage", "Accepted", Duration.ofMillis(12));

        assertThat(lines())
                .containsExactly(
                        "{\"connection\":\"c1\",\"user\":\"alice\",\"frame\":\"sendMessage\","
                                + "\"outcome\":\"Accepted\",\"ms\":12}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice\n{\"user\":\"bob\"}",
                "alice\r\n",
                "alice\",\"user\":\"bob",
                "\\",
                "\u0000\u001b[2J",
                "\u0085"
            })
    void noValueCanInjectALogLineOrField(String odd) {
        log.write(odd, odd, odd, odd, Duration.ZERO);

        assertThat(lines()).hasSize(1);
        assertThat(LambdaRuntime.fields(lines().getFirst()))
                .isEqualTo(
                        Map.of(
                                "connection",
                                odd,
                                "user",
                                odd,
                                "frame",
                                odd,
                                "outcome",
                                odd,
                                "ms",
                                0));
    }

    @Test
    void aFailureIsLoggedAsOneLineWithCauseAndLocation() {
        log.failure("deliver", "r1", new IllegalStateException("first line\nsecond line"));

        assertThat(lines()).hasSize(1);
        assertThat(LambdaRuntime.fields(lines().getFirst()))
                .containsEntry("frame", "deliver")
                .containsEntry("record", "r1")
                .containsEntry("outcome", "failed")
                .containsEntry("cause", "java.lang.IllegalStateException: first line\nsecond line")
                .hasEntrySatisfying(
                        "at",
                        at ->
                                assertThat(((List<?>) at).getFirst().toString())
                                        .contains("aFailureIsLoggedAsOneLineWithCauseAndLocation"));
    }

    private List<String> lines() {
        return List.of(written.toString(StandardCharsets.UTF_8).split("\n"));
    }
}
