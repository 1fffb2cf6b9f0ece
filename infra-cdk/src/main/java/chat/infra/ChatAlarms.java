package chat.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The alarms for the operator. `docs/operations.md` explains what each means and what to do.
/// Missing data raises no alarm, because an idle chat has no metrics.
final class ChatAlarms extends Construct {
    private static final Duration PERIOD = Duration.minutes(5);

    /// Errors in five minutes. Retries repair fewer than this.
    private static final int ERRORS = 5;

    /// Alarm above this percentage of refused connects: bad tokens alone do not explain it.
    private static final int REFUSED_PERCENT = 90;

    /// Clients request missed messages themselves within 60 s. Users notice a longer delay.
    private static final Duration STREAM_DELAY = Duration.minutes(1);

    /// A removed text is gone from the table within seconds.
    private static final Duration SETTLE_DELAY = Duration.minutes(10);

    /// Longer than two receives with their visibility timeouts of 2 min.
    private static final Duration REDELIVERY_DELAY = Duration.minutes(5);

    /// The maximum number of metrics of one alarm.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html">Alarms
    ///   on metric math</a>
    private static final int METRICS_MAX = 10;

    private final Optional<SnsAction> action;

    ChatAlarms(
            Construct scope,
            String id,
            ChatQueues queues,
            ChatFunctions functions,
            Settings settings) {
        super(scope, id);
        action =
                settings.alarmTopicArn()
                        .map(arn -> new SnsAction(Topic.fromTopicArn(this, "Topic", arn)));
        queueAlarms(queues);
        functionAlarms(functions);
        alarm(
                "DeliveryDelayed",
                "The Connections stream is read late: reconnecting devices wait for missed"
                        + " messages.",
                functions.get(ChatFunction.DELIVER).function().metric("IteratorAge", of("Maximum")),
                STREAM_DELAY.toMilliseconds().doubleValue());
        alarm(
                "SettleDelayed",
                "The Messages stream is read late: removed texts may still be stored.",
                functions.get(ChatFunction.SETTLE).function().metric("IteratorAge", of("Maximum")),
                SETTLE_DELAY.toMilliseconds().doubleValue());
    }

    private void queueAlarms(ChatQueues queues) {
        notEmpty(
                "RedeliveryFailed",
                "Catch-ups failed repeatedly: RedeliveryFailures has their connections.",
                queues.redeliveryFailures());
        notEmpty(
                "DeliveryFailed",
                "Stream records were discarded: DeliveryFailures has their positions.",
                queues.deliveryFailures());
        notEmpty(
                "SettleFailed",
                "A removed text may still be stored: SettleFailures has the positions.",
                queues.settleFailures());
        notEmpty(
                "BlocksFailed",
                "Search reads logs instead of blocks: BlockFailures has the positions.",
                queues.blockFailures());
        notEmpty(
                "AnnouncementFailed",
                "Presence was not announced: AnnouncementFailures has the users.",
                queues.announcementFailures());
        alarm(
                "RedeliveryDelayed",
                "Catch-ups wait in the Redelivery queue.",
                queues.redelivery().metricApproximateAgeOfOldestMessage(of("Maximum")),
                REDELIVERY_DELAY.toSeconds().doubleValue());
    }

    private void functionAlarms(ChatFunctions functions) {
        // API Gateway expects an error from the authorizer for a bad token.
        alarms(
                "FunctionErrors",
                "Functions fail: see the metric Errors by function name.",
                functions.except(ChatFunction.AUTHORIZER),
                "Errors",
                ERRORS);
        alarms(
                "FunctionThrottles",
                "Invocations are throttled: the account's Lambda concurrency is used up.",
                functions.all(),
                "Throttles",
                1);
        alarm(
                "ConnectsRefused",
                "Nearly all tokens are rejected: check the issuer, its keys and TOKEN_AUDIENCE.",
                refusedPercent(functions.get(ChatFunction.AUTHORIZER).function()),
                REFUSED_PERCENT);
    }

    private static MathExpression refusedPercent(Function authorizer) {
        // A fixed order keeps the template stable. The order of Map.of changes between runs.
        var metrics = new LinkedHashMap<String, IMetric>();
        metrics.put("connects", authorizer.metricInvocations(of("Sum")));
        metrics.put("refused", authorizer.metricErrors(of("Sum")));
        return MathExpression.Builder.create()
                .expression("IF(connects >= 20, 100 * refused / connects, 0)")
                .usingMetrics(metrics)
                .period(PERIOD)
                .build();
    }

    private void notEmpty(String id, String description, Queue queue) {
        var visible = queue.metricApproximateNumberOfMessagesVisible(of("Maximum"));
        alarm(id, description, visible, 1);
    }

    /// Creates alarms on the sum of a metric. The first has the name `id`; the others are numbered.
    private void alarms(
            String id,
            String description,
            List<Function> functions,
            String metric,
            double threshold) {
        for (int from = 0; from < functions.size(); from += METRICS_MAX) {
            int to = Math.min(functions.size(), from + METRICS_MAX);
            String number = from == 0 ? "" : Integer.toString(1 + from / METRICS_MAX);
            alarm(id + number, description, sum(functions.subList(from, to), metric), threshold);
        }
    }

    private static MathExpression sum(List<Function> functions, String metric) {
        var metrics = new LinkedHashMap<String, IMetric>();
        for (var function : functions) {
            metrics.put("m" + metrics.size(), function.metric(metric, of("Sum")));
        }
        return MathExpression.Builder.create()
                .expression("SUM(METRICS())")
                .usingMetrics(metrics)
                .period(PERIOD)
                .build();
    }

    private static MetricOptions of(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(PERIOD).build();
    }

    private void alarm(String id, String description, IMetric metric, double threshold) {
        var alarm =
                Alarm.Builder.create(this, id)
                        .alarmDescription(description)
                        .metric(metric)
                        .threshold(threshold)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .evaluationPeriods(1)
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .build();
        LogicalId.set(alarm, id);
        action.ifPresent(alarm::addAlarmAction);
    }
}
