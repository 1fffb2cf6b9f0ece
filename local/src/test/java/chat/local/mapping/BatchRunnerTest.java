package chat.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.InvocationResult;
import chat.local.queue.TestClock;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.TableStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How a failed batch is processed: event, retry, split, checkpoint, discard.
final class BatchRunnerTest {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final boolean BISECT = true;

    final TestClock clock = new TestClock();
    final List<String> events = new ArrayList<>();
    final List<String> ended = new ArrayList<>();
    final List<Discard> discards = new ArrayList<>();
    final RecordedBatches listener = new RecordedBatches();

    @Test
    void aSuccessfulBatchIsDoneCompletely() throws Exception {
        run(mapping(!BISECT, 0), _ -> returned("null"), "1", "2", "3");

        assertThat(events).containsExactly("1,2,3");
        assertThat(ended).containsExactly("1,2,3");
    }

    @Test
    void aPartialFailureResumesAtTheLowestReportedSequenceNumber() throws Exception {
        run(
                mapping(!BISECT, 1),
                event -> event.startsWith("1") ? failedAt("3", "2") : returned("null"),
                "1",
                "2",
                "3");

        assertThat(events).containsExactly("1,2,3", "2,3");
        assertThat(ended).containsExactly("1", "2,3");
    }

    @Test
    void eachInvocationIsReportedWithItsFailures() throws Exception {
        run(
                mapping(!BISECT, 1),
                event -> event.startsWith("1") ? failedAt("3", "2") : failed(),
                "1",
                "2",
                "3");

        assertThat(listener.batches)
                .containsExactly("2 of 3 failed", "2 of 2 failed again", "2 of 2 failed again");
    }

    @Test
    void bisectingIsolatesAPoisonedRecordAndCostsNoRetry() throws Exception {
        run(
                mapping(BISECT, 0),
                event -> event.contains("3") ? failed() : returned("null"),
                "1",
                "2",
                "3",
                "4");

        assertThat(events).containsExactly("1,2,3,4", "1,2", "3,4", "3", "4");
        assertThat(discards).extracting(d -> names(d.changes())).containsExactly("3");
        assertThat(ended).containsExactly("1,2", "3", "4");
    }

    @Test
    void bothHalvesKeepTheirRetriesAndTheirOrder() throws Exception {
        run(
                mapping(BISECT, 1),
                event -> event.contains("1") ? failed() : returned("null"),
                "1",
                "2",
                "3",
                "4");

        assertThat(events).containsExactly("1,2,3,4", "1,2", "1", "1", "2", "3,4");
        assertThat(ended).containsExactly("1", "2", "3,4");
    }

    @Test
    void aBadReportFailsTheBatchButIsNotAFunctionError() throws Exception {
        run(mapping(!BISECT, 0), _ -> failedAt("9"), "1", "2");

        assertThat(discards).extracting(d -> names(d.changes())).containsExactly("1,2");
        assertThat(discards.getFirst().functionError()).isFalse();
    }

    @Test
    void aBisectedBatchIsSplitAtTheReportedSequenceNumber() throws Exception {
        run(
                mapping(BISECT, 0),
                event -> event.contains("2") ? failedAt("2") : returned("null"),
                "1",
                "2",
                "3",
                "4");

        assertThat(events).containsExactly("1,2,3,4", "2,3,4", "2", "3,4");
        assertThat(discards).extracting(d -> names(d.changes())).containsExactly("2");
        assertThat(discards.getFirst().functionError()).as("the function returned").isFalse();
        assertThat(ended).containsExactly("1", "2", "3,4");
    }

    @Test
    void aRetryWaitsForTheBackOff() throws Exception {
        long start = System.nanoTime();

        run(mapping(!BISECT, 2), _ -> failed(), "1");

        assertThat(events).hasSize(3);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(100 + 200));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void unlimitedRetriesEndWhenTheRecordLeavesTheStream(int maximumAgeDays) throws Exception {
        var maximumAge = Optional.of(Duration.ofDays(maximumAgeDays)).filter(Duration::isPositive);
        var endless = mapping(!BISECT, -1, maximumAge);

        run(
                endless,
                _ -> {
                    clock.advance(Duration.ofHours(13));
                    return failed();
                },
                "1");

        assertThat(events).hasSize(2);
        assertThat(discards).extracting(Discard::condition).containsExactly("RecordAgeExceeded");
    }

    @Test
    void withoutBisectingTheWholeBatchIsDiscardedAfterItsRetries() throws Exception {
        run(mapping(!BISECT, 1), _ -> failed(), "1", "2");

        assertThat(events).containsExactly("1,2", "1,2");
        Discard discard = discards.getFirst();
        assertThat(discard.condition()).isEqualTo("RetryAttemptsExhausted");
        assertThat(discard.invocations()).isEqualTo(2);
        assertThat(discard.functionError()).isTrue();
        assertThat(ended).containsExactly("1,2");
    }

    @Test
    void tooOldRecordsAreDiscardedWithoutAnInvocation() throws Exception {
        var mapping = mapping(!BISECT, 0);
        List<Change> changes = changes("1", "2");
        clock.advance(Duration.ofMinutes(2));
        changes.add(change("3", clock.instant()));

        run(mapping, _ -> returned("null"), changes);

        assertThat(events).containsExactly("3");
        assertThat(discards).extracting(Discard::condition).containsExactly("RecordAgeExceeded");
        assertThat(ended).containsExactly("1,2", "3");
    }

    @Test
    void theFailureMessageHasThePositionOfTheRecordsButNotTheirContent() {
        var discard = new Discard(changes("1", "2"), "RetryAttemptsExhausted", 2, true);
        var place = new Discard.Place("r", "Worker", "shard-1", "arn:stream");

        assertThat(discard.message(place, Instant.parse("2026-01-01T00:00:05.123Z")))
                .isEqualTo(
                        """
                        {"requestContext":{"requestId":"r",\
                        "functionArn":"arn:aws:lambda:us-east-1:000000000000:function:Worker",\
                        "condition":"RetryAttemptsExhausted","approximateInvokeCount":2},\
                        "responseContext":{"statusCode":200,"executedVersion":"$LATEST",\
                        "functionError":"Unhandled"},"version":"1.0",\
                        "timestamp":"2026-01-01T00:00:05.123Z",\
                        "DDBStreamBatchInfo":{"shardId":"shard-1","startSequenceNumber":"1",\
                        "endSequenceNumber":"2",\
                        "approximateArrivalOfFirstRecord":"2026-01-01T00:00:00Z",\
                        "approximateArrivalOfLastRecord":"2026-01-01T00:00:00Z",\
                        "batchSize":2,"streamArn":"arn:stream"}}\
                        """);
    }

    private void run(
            EventSourceMapping mapping,
            Function<String, InvocationResult> function,
            String... names)
            throws InterruptedException {
        run(mapping, function, changes(names));
    }

    private void run(
            EventSourceMapping mapping,
            Function<String, InvocationResult> function,
            List<Change> changes)
            throws InterruptedException {
        var invoker =
                RecordingInvoker.answering(
                        event -> {
                            String given = names(event);
                            events.add(given);
                            return function.apply(given);
                        });
        var outcomes =
                new BatchRunner.Outcomes() {
                    @Override
                    public void ended(List<Change> changes) {
                        ended.add(names(changes));
                    }

                    @Override
                    public void discarded(Discard discard) {
                        discards.add(discard);
                    }
                };
        var functions = new MappedFunctions(invoker, listener);
        new BatchRunner(mapping, functions, clock, new Closing(), outcomes).run(changes);
    }

    private static EventSourceMapping mapping(boolean bisect, int retries) {
        return mapping(bisect, retries, Optional.of(Duration.ofMinutes(1)));
    }

    private static EventSourceMapping mapping(
            boolean bisect, int retries, Optional<Duration> maximumRecordAge) {
        return new EventSourceMapping(
                "M",
                "Worker",
                new TableStream("T", "TRIM_HORIZON"),
                100,
                Duration.ZERO,
                List.of(),
                bisect,
                retries,
                maximumRecordAge,
                true,
                1,
                Optional.empty());
    }

    private static List<Change> changes(String... names) {
        var changes = new ArrayList<Change>();
        for (String name : names) {
            changes.add(change(name, TestClock.START));
        }
        return changes;
    }

    private static Change change(String name, Instant at) {
        return new Change(name, name, at, JSON.objectNode().put("name", name), 10);
    }

    private static String names(List<Change> changes) {
        return String.join(",", changes.stream().map(Change::sequenceNumber).toList());
    }

    private static String names(JsonNode event) {
        return String.join(",", event.path("Records").findValuesAsText("name"));
    }

    private static InvocationResult returned(String payload) {
        return new InvocationResult.Returned(payload);
    }

    private static InvocationResult failed() {
        return new InvocationResult.Failed("java.lang.IllegalStateException", "poison");
    }

    private static InvocationResult failedAt(String... names) {
        var answer = JSON.objectNode();
        var failures = answer.putArray("batchItemFailures");
        for (String name : names) {
            failures.addObject().put("itemIdentifier", name);
        }
        return returned(answer.toString());
    }
}
