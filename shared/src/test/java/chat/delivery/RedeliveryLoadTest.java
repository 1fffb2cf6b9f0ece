package chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.RedeliveryModel.Policy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// The redelivery queue empties after an overload: 30 s with 12,000 pushes a second, then 8,000, at
/// a quota of 10,000 calls a second. ADR 18 has more figures of the model.
final class RedeliveryLoadTest {
    private static final int PUSHES = 8_000;
    private static final int OVERLOAD = 12_000;
    private static final Duration OVERLOADED = Duration.ofSeconds(30);

    /// The default of `redeliveryConcurrency`.
    private static final int CONCURRENCY = 20;

    private static final int LAMBDAS = 1_000;
    private static final int CALLS = 2;
    private static final Duration SOON = Duration.ofSeconds(3);

    @Test
    void theQueueEmptiesAndNoSocketIsClosed() {
        var policy = new Policy(CONCURRENCY, CALLS, Redeliver.CATCH_UPS_MAX, Redeliver::waitAfter);
        var model = overloaded(policy);

        assertThat(model.queued()).isGreaterThan(40_000);
        model.run(Duration.ofMinutes(4), PUSHES);

        assertThat(model.queued()).isZero();
        assertThat(model.closed()).isZero();
    }

    /// The previous policy: an additional `GET`, a retry every 3 s, and unlimited concurrency.
    @Test
    void withoutConcurrencyLimitAndBackoffTheQueueNeverEmpties() {
        var policy = new Policy(LAMBDAS, CALLS + 1, Integer.MAX_VALUE, (_, _) -> SOON);
        var model = overloaded(policy);

        model.run(Duration.ofMinutes(4), PUSHES);

        assertThat(model.queued()).isGreaterThan(90_000);
    }

    @Test
    void backoffAloneDoesNotEmptyTheQueue() {
        var policy = new Policy(LAMBDAS, CALLS, Redeliver.CATCH_UPS_MAX, Redeliver::waitAfter);
        var model = overloaded(policy);

        model.run(Duration.ofMinutes(4), PUSHES);

        assertThat(model.queued()).isGreaterThan(90_000);
    }

    private static RedeliveryModel overloaded(Policy policy) {
        var model = new RedeliveryModel(policy, 1);
        model.run(OVERLOADED, OVERLOAD);
        return model;
    }
}
