package chat.infra;

import static chat.infra.Alarms.PERIOD;

import chat.dynamodb.ChatTable;

import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The alarms for the operator. `docs/operations.md` has the runbook.
///
/// Where a rate decides, the alarm is on a ratio, with a floor below which a few failures mean
/// nothing. Metrics that exist only under load are read by queries, which cost nothing while the
/// chat is idle: see [MetricsQuery].
final class ChatAlarms extends Construct {
    /// Failed requests in five minutes. Clients repeat them, so fewer mean nothing.
    private static final int FAILED_MIN = 5;

    private static final double FAILED_PERCENT = 1;

    private static final int CONNECTS_MIN = 20;

    /// So many refused connects have another cause than a few bad tokens.
    private static final double REFUSED_PERCENT = 90;

    /// Of the invocations by streams and queues, which are repeated.
    private static final double ERRORS = 0.05;

    /// Of the account's concurrent executions, while there is time to raise the quota.
    private static final double CONCURRENCY = 0.8;

    /// Of the catch-ups that redelivery can make, more than a busy gateway explains.
    private static final double UNSETTLED = 0.25;

    private final Alarms alarms;
    private final ChatFunctions functions;

    ChatAlarms(Construct scope, String id, Watched watched, Settings settings) {
        super(scope, id);
        functions = watched.functions();
        alarms = new Alarms(this, "All", settings);
        new WorkAlarms(alarms, functions).create(watched.queues());
        requestAlarms(watched.stage());
        functionAlarms();
        capacityAlarms(settings.concurrency());
        alarms.persistentlyAt(
                1,
                "TablesThrottled",
                MetricsQuery.ofTables("SUM(ThrottledRequests)", names(watched.tables()), PERIOD),
                "DynamoDB throttles requests for 15 minutes: a table grows, or a key is hot.");
        if (!settings.logs().isInfrequent()) {
            primingAlarm();
        }
    }

    /// All alarms so far.
    List<IAlarm> all() {
        return alarms.all();
    }

    /// On requests whose function or integration failed, and on refused connects.
    private void requestAlarms(Map<String, String> stage) {
        var metrics = new LinkedHashMap<String, IMetric>();
        metrics.put("failed", gateway("IntegrationError", stage));
        metrics.put("unreached", gateway("ExecutionError", stage));
        metrics.put("messages", gateway("MessageCount", stage));
        String failures = "FILL(failed, 0) + FILL(unreached, 0)";
        alarms.at(
                FAILED_PERCENT,
                "RequestsFailed",
                Alarms.percent(
                        failures, failures + " + FILL(messages, 0)", FAILED_MIN, failures, metrics),
                "Requests of clients fail: a function throws, times out or cannot be invoked.");
        alarms.at(
                REFUSED_PERCENT,
                "ConnectsRefused",
                refused(),
                "Nearly all tokens are rejected: check the issuer, its keys and TOKEN_AUDIENCE.");
    }

    private static Metric gateway(String name, Map<String, String> stage) {
        return Metric.Builder.create()
                .namespace("AWS/ApiGateway")
                .metricName(name)
                .dimensionsMap(stage)
                .statistic("Sum")
                .period(PERIOD)
                .build();
    }

    private void functionAlarms() {
        alarms.persistentlyAt(
                ERRORS,
                "FunctionErrors",
                ofFunctions(
                        "AVG(Errors)",
                        List.of(
                                ChatFunction.DELIVER,
                                ChatFunction.REDELIVER,
                                ChatFunction.SETTLE,
                                ChatFunction.BUILD_BLOCKS,
                                ChatFunction.ANNOUNCE,
                                ChatFunction.REANNOUNCE)),
                "Functions of streams and queues fail for 15 minutes.");
    }

    private void capacityAlarms(Concurrency concurrency) {
        alarms.at(
                1,
                "FunctionThrottles",
                ofFunctions(
                        "SUM(Throttles)",
                        Arrays.stream(ChatFunction.values())
                                .filter(function -> concurrency.reserved(function).isEmpty())
                                .toList()),
                "Invocations are throttled: the account's Lambda concurrency is used up.");
        alarms.at(
                Math.ceil(CONCURRENCY * concurrency.quota()),
                "ConcurrencyHigh",
                Metric.Builder.create()
                        .namespace("AWS/Lambda")
                        .metricName("ConcurrentExecutions")
                        .statistic("Maximum")
                        .period(PERIOD)
                        .build(),
                "The account uses most of its Lambda concurrency: raise the quota.");
        alarms.at(
                Math.ceil(UNSETTLED * concurrency.catchUps(PERIOD.toSeconds().intValue())),
                "PushesUnsettled",
                ofFunctions("SUM(Invocations)", List.of(ChatFunction.REDELIVER)),
                "Many pushes fail or stay unanswered: redelivery uses a quarter of its capacity.");
    }

    private MathExpression refused() {
        var authorizer = functions.get(ChatFunction.AUTHORIZER).function();
        // A fixed order keeps the template stable. The order of Map.of changes between runs.
        var metrics = new LinkedHashMap<String, IMetric>();
        metrics.put("connects", authorizer.metricInvocations(of("Sum")));
        metrics.put("refused", authorizer.metricErrors(of("Sum")));
        return Alarms.percent("refused", "connects", CONNECTS_MIN, "connects", metrics);
    }

    private void primingAlarm() {
        new PrimingFailures(this, "PrimingFailures", functions);
        alarms.at(
                1,
                "PrimingFailed",
                MetricsQuery.ofNamespace(
                        "SUM(" + PrimingFailures.METRIC + ")", PrimingFailures.NAMESPACE, PERIOD),
                "A function was deployed without its typical calls: its first requests are slow.");
    }

    private MathExpression ofFunctions(String select, List<ChatFunction> chosen) {
        var names =
                chosen.stream().map(f -> functions.get(f).function().getFunctionName()).toList();
        return MetricsQuery.ofFunctions(select, names, PERIOD);
    }

    private static List<String> names(ChatTables tables) {
        return Stream.of(ChatTable.values()).map(t -> tables.get(t).getTableName()).toList();
    }

    private static MetricOptions of(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(PERIOD).build();
    }
}
