package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.template.Function;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class ReservedConcurrencyTest {
    private static final InvocationResult DONE = new InvocationResult.Returned("{}");

    private final List<InvocationResult> inner = new ArrayList<>();
    private Invoker invoker = (_, _) -> DONE;
    private final ReservedConcurrency functions =
            new ReservedConcurrency(
                    (name, event) -> invoker.invoke(name, event),
                    List.of(
                            function("None", Optional.of(0)),
                            function("One", Optional.of(1)),
                            function("Any", Optional.empty())));

    @Test
    void aReservedConcurrencyOfZeroThrottlesEveryInvocation() {
        assertThat(functions.invoke("None", "{}")).isEqualTo(InvocationResult.Failed.THROTTLED);
        assertThat(functions.invoke("Any", "{}")).isEqualTo(DONE);
    }

    @Test
    void anInvocationAboveTheReservedConcurrencyIsThrottled() {
        invoker =
                (name, event) -> {
                    invoker = (_, _) -> DONE;
                    inner.add(functions.invoke(name, event));
                    return DONE;
                };

        assertThat(functions.invoke("One", "{}")).isEqualTo(DONE);

        assertThat(inner).containsExactly(InvocationResult.Failed.THROTTLED);
        assertThat(functions.invoke("One", "{}")).as("the first one has ended").isEqualTo(DONE);
    }

    @Test
    void otherFunctionsAreNotLimited() {
        invoker =
                (name, event) -> {
                    invoker = (_, _) -> DONE;
                    inner.add(functions.invoke(name, event));
                    return DONE;
                };

        assertThat(functions.invoke("Any", "{}")).isEqualTo(DONE);

        assertThat(inner).containsExactly(DONE);
    }

    private static Function function(String name, Optional<Integer> reserved) {
        return new Function(
                name,
                "a.B",
                Path.of("a.jar"),
                Map.of(),
                Duration.ofSeconds(3),
                128,
                reserved,
                Set.of());
    }
}
