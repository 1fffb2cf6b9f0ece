package chat.infra;

import static chat.infra.SynthesizedTemplate.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The alarms: what they watch, what they cost, and their entries in the runbook.
final class AlarmsTest {
    private static final String TYPE = "AWS::CloudWatch::Alarm";

    /// Dollars a month for a metric that an alarm names, or that its query finds.
    private static final double PRICE = 0.10;

    /// The largest expression that CloudWatch accepts.
    private static final int EXPRESSION_MAX = 2_048;

    /// The longest name that CloudFormation gives to a function or queue.
    private static final String LONGEST = "n".repeat(80);

    private final SynthesizedTemplate template = SynthesizedTemplate.standard();

    @Test
    void idleAlarmsCostLessThanADollarAMonthAndTheManualSaysHowMuch() throws IOException {
        long metrics = template.ofType(TYPE).values().stream().mapToLong(AlarmsTest::named).sum();
        double dollars = metrics * PRICE;

        assertThat(dollars).isLessThan(1);
        assertThat(oneLine(Path.of("../docs/operations.md")))
                .contains(
                        String.format(Locale.ROOT, "$%.2f a month: %d metrics", dollars, metrics));
    }

    /// While nothing runs, these metrics have no data, so the queries find nothing to charge.
    @Test
    void queriesReadOnlyMetricsThatAnIdleChatDoesNotHave() {
        assertThat(queries())
                .allMatch(
                        query ->
                                Pattern.compile(
                                                "SELECT"
                                                    + " (AVG\\(Errors\\)|SUM\\((Throttles|Invocations|"
                                                    + "ThrottledRequests|PrimingFailures)\\)|"
                                                    + "MAX\\((IteratorAge|ApproximateNumberOfMessagesVisible)\\))"
                                                    + " FROM .*")
                                        .matcher(query)
                                        .matches());
        assertThat(queries())
                .filteredOn(query -> query.contains("MessagesVisible"))
                .as("only failure queues are idle: Lambda polls the others")
                .allMatch(query -> query.contains("Failures.QueueName"));
    }

    @Test
    void expressionsAreShortEnoughWithTheLongestNames() {
        assertThat(queries())
                .allSatisfy(
                        query ->
                                assertThat(query.replaceAll("'[^']*'", "'" + LONGEST + "'"))
                                        .hasSizeLessThanOrEqualTo(EXPRESSION_MAX));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RequestsFailed | IF(FILL(failed, 0) + FILL(unreached, 0) >= 5, 100 * (FILL(failed,"
                        + " 0) + FILL(unreached, 0)) / (FILL(failed, 0) + FILL(unreached, 0) +"
                        + " FILL(messages, 0)), 0) | 1",
                "ConnectsRefused | IF(connects >= 20, 100 * (refused) / (connects), 0) | 90"
            })
    void aRatioCountsOnlyAboveItsFloor(String alarm, String expression, int threshold) {
        var properties = template.properties(alarm);

        assertThat(expression(properties)).isEqualTo(expression);
        assertThat(properties.path("Threshold").asInt()).isEqualTo(threshold);
        assertThat(properties.path("ComparisonOperator").asText())
                .isEqualTo("GreaterThanOrEqualToThreshold");
    }

    @Test
    void theGatewaysMetricsAreThoseOfTheStage() {
        var metrics = template.properties("RequestsFailed").path("Metrics").valueStream();

        assertThat(metrics.filter(metric -> metric.has("MetricStat")))
                .hasSize(3)
                .allSatisfy(
                        metric -> {
                            var dimensions = metric.at("/MetricStat/Metric/Dimensions");
                            assertThat(dimensions.findValuesAsText("Name"))
                                    .containsExactlyInAnyOrder("ApiId", "Stage");
                            assertThat(dimensions.toString()).contains("\"Api\"", "\"prod\"");
                        });
    }

    @Test
    void everyFunctionIsWatchedForThrottles() {
        assertThat(Arrays.stream(ChatFunction.values()))
                .allMatch(
                        function ->
                                expression(template.properties("FunctionThrottles"))
                                        .contains("'" + function.logicalId() + "'"));
    }

    /// A limit that the operator has chosen is no reason to wake anyone.
    @Test
    void theLimitOfPresenceRaisesNoAlarm() {
        var limited = SynthesizedTemplate.synthesize(Map.of("presenceConcurrency", 5));

        assertThat(expression(limited.properties("FunctionThrottles")))
                .contains("'Ack'")
                .doesNotContain("'Presence'", "'Announce'");
    }

    @Test
    void theAlarmsOfCapacityFollowTheOptions() {
        var larger =
                SynthesizedTemplate.synthesize(
                        Map.of("lambdaConcurrency", 5_000, "redeliveryConcurrency", 40));

        assertThat(threshold(template, "ConcurrencyHigh")).isEqualTo(800);
        assertThat(threshold(larger, "ConcurrencyHigh")).isEqualTo(4_000);
        assertThat(threshold(template, "PushesUnsettled")).isEqualTo(25_000);
        assertThat(threshold(larger, "PushesUnsettled")).isEqualTo(50_000);
    }

    @Test
    void failedPrimingIsCountedInEveryLogThatCanCount() {
        var infrequent = SynthesizedTemplate.synthesize(Map.of("logClass", "infrequent"));
        var filters = template.ofType("AWS::Logs::MetricFilter");

        assertThat(filters).hasSameSizeAs(ChatFunction.values());
        assertThat(filters.values())
                .allMatch(filter -> filter.path("FilterPattern").asText().contains("\"prime\""));
        assertThat(text(template.properties("AckPrimingFailures").path("LogGroupName")))
                .isEqualTo("AckLogs");
        assertThat(template.dependents("AckPrimingFailures"))
                .as("a version's snapshot is taken when it is published")
                .singleElement()
                .asString()
                .startsWith("FunctionsAckFunctionCurrentVersion");
        assertThat(infrequent.ofType("AWS::Logs::MetricFilter")).isEmpty();
        assertThat(infrequent.ofType(TYPE)).doesNotContainKey("PrimingFailed");
    }

    @Test
    void noAlarmNotifiesAnyoneByDefaultOrFiresWithoutData() {
        assertThat(template.ofType(TYPE).values())
                .allSatisfy(
                        alarm -> {
                            assertThat(alarm.path("TreatMissingData").asText())
                                    .isEqualTo("notBreaching");
                            assertThat(alarm.has("AlarmActions")).isFalse();
                        });
    }

    @Test
    void theRunbookHasAWholeEntryForEachAlarm() throws IOException {
        String[] entries = Files.readString(Path.of("../docs/runbook.md")).split("\n## ", -1);

        assertThat(Stream.of(entries).skip(1).map(entry -> entry.lines().findFirst().orElse("")))
                .containsExactlyInAnyOrderElementsOf(template.ofType(TYPE).keySet());
        assertThat(Stream.of(entries).skip(1))
                .allSatisfy(
                        entry ->
                                assertThat(entry)
                                        .containsSubsequence(
                                                "- **Symptom:** ",
                                                "- **Meaning:** ",
                                                "- **First look:** ",
                                                "- **Mend:** "));
    }

    private static int threshold(SynthesizedTemplate template, String alarm) {
        return template.properties(alarm).path("Threshold").asInt();
    }

    private List<String> queries() {
        return template.ofType(TYPE).values().stream()
                .map(AlarmsTest::expression)
                .filter(expression -> expression.startsWith("SELECT"))
                .toList();
    }

    /// The expression that the alarm watches; empty if it watches a metric.
    private static String expression(JsonNode alarm) {
        return alarm.path("Metrics")
                .valueStream()
                .filter(metric -> metric.has("Expression"))
                .map(metric -> text(metric.path("Expression")))
                .findFirst()
                .orElse("");
    }

    /// The metrics that an alarm names itself.
    private static long named(JsonNode alarm) {
        return alarm.has("MetricName")
                ? 1
                : alarm.path("Metrics").valueStream().filter(m -> m.has("MetricStat")).count();
    }

    private static String oneLine(Path document) throws IOException {
        return Files.readString(document).replaceAll("\\s+", " ");
    }
}
