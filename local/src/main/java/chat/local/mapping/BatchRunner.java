package chat.local.mapping;

import chat.local.lambda.InvocationResult;
import chat.local.template.EventSourceMapping;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Runs a batch of changes until each change is processed or discarded.
///
/// Lambda does not document its back-off between retries; here it is 100 ms, doubled with each
/// failure up to 12.8 s.
final class BatchRunner {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int DOUBLINGS_MAX = 7;

    /// The retention of a stream, after which even unlimited retries end.
    private static final Duration RETENTION = Duration.ofHours(24);

    private final EventSourceMapping mapping;
    private final MappedFunctions functions;
    private final InstantSource clock;
    private final Closing closing;
    private final Outcomes outcomes;

    BatchRunner(
            EventSourceMapping mapping,
            MappedFunctions functions,
            InstantSource clock,
            Closing closing,
            Outcomes outcomes) {
        this.mapping = mapping;
        this.functions = functions;
        this.clock = clock;
        this.closing = closing;
        this.outcomes = outcomes;
    }

    /// Receives the outcome of changes.
    interface Outcomes {
        /// These changes need no more work.
        void ended(List<Change> changes);

        /// These changes are discarded; [#ended] follows.
        void discarded(Discard discard);
    }

    /// Returns when all changes have ended, or when closing begins.
    void run(List<Change> batch) throws InterruptedException {
        Deque<Attempt> attempts = new ArrayDeque<>();
        attempts.add(new Attempt(batch, 0));
        boolean again = false;
        while (!attempts.isEmpty() && !closing.hasBegun()) {
            Attempt attempt = withoutExpired(attempts.removeFirst());
            if (attempt.changes().isEmpty()) {
                continue;
            }
            if (attempt.failures() > 0) {
                closing.pause(pauseAfter(attempt.failures()));
            }
            if (!closing.hasBegun()) {
                next(attempt, again).reversed().forEach(attempts::addFirst);
                again = true;
            }
        }
    }

    /// Invokes the function and returns the remaining attempts.
    private List<Attempt> next(Attempt attempt, boolean again) {
        String event = ChangeJson.event(attempt.changes());
        List<String> items = attempt.changes().stream().map(Change::sequenceNumber).toList();
        var done = functions.invoke(mapping, new MappedFunctions.Work(event, items, again));
        return switch (done.answer()) {
            case Answer.Done _ -> {
                outcomes.ended(attempt.changes());
                yield List.of();
            }
            case Answer.FailedAt(List<Integer> places) when places.getFirst() > 0 -> {
                outcomes.ended(attempt.changes().subList(0, places.getFirst()));
                yield List.of(attempt.from(places.getFirst()));
            }
            case Answer.FailedAt _ -> afterFailure(attempt, false);
            case Answer.FailedWhole _ ->
                    afterFailure(attempt, !(done.result() instanceof InvocationResult.Returned));
        };
    }

    private List<Attempt> afterFailure(Attempt attempt, boolean functionError) {
        return switch (attempt.afterFailure(mapping)) {
            case Attempt.Try(List<Attempt> attempts) -> attempts;
            case Attempt.GiveUp _ -> {
                discard(
                        new Discard(
                                attempt.changes(),
                                "RetryAttemptsExhausted",
                                attempt.failures() + 1,
                                functionError));
                yield List.of();
            }
        };
    }

    /// Discards the leading changes that exceed the mapping's age limit.
    private Attempt withoutExpired(Attempt attempt) {
        Duration age =
                mapping.maximumRecordAge()
                        .filter(maximum -> maximum.compareTo(RETENTION) < 0)
                        .orElse(RETENTION);
        Instant oldest = clock.instant().minus(age);
        List<Change> changes = attempt.changes();
        int aged = 0;
        while (aged < changes.size() && changes.get(aged).at().isBefore(oldest)) {
            aged++;
        }
        if (aged == 0) {
            return attempt;
        }
        int failures = attempt.failures();
        discard(new Discard(changes.subList(0, aged), "RecordAgeExceeded", failures, failures > 0));
        return attempt.from(aged);
    }

    private void discard(Discard discard) {
        outcomes.discarded(discard);
        outcomes.ended(discard.changes());
    }

    private static Duration pauseAfter(int failures) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
    }
}
