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

/// What an operator should be woken for, and nothing else. `docs/operations.md` says of each alarm
/// what it means and what to do. No data is good news: an idle chat has no metrics.
final class ChatAlarms extends Construct {
    private static final Duration PERIOD = Duration.minutes(5);

    /// Fewer in five minutes are retries that the system is made to survive.
    private static final int ERRORS = 5;

    /// Of so many refused connects in a hundred, the tokens are not to blame.
    private static final int REFUSED_PERCENT = 90;

    /// Clients ask for what they miss within 60 s: from here on users notice.
    private static final Duration STREAM_DELAY = Duration.minutes(1);

    /// Two receives and their visibility timeouts of 2 min.
    private static final Duration REDELIVERY_DELAY = Duration.minutes(5);

    /// So many metrics one alarm may watch.
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
                "The Connections stream is read late: reconnecting devices wait for what they"
                        + " missed.",
                functions.get(ChatFunction.DELIVER).function().metric("IteratorAge", of("Maximum")),
                STREAM_DELAY.toMilliseconds().doubleValue());
    }

    private void queueAlarms(ChatQueues queues) {
        notEmpty(
                "RedeliveryFailed",
                "Drains failed again and again: RedeliveryFailures holds their connections.",
                queues.redeliveryFailures());
        notEmpty(
                "DeliveryFailed",
                "Stream records were given up: DeliveryFailures says where in the stream.",
                queues.deliveryFailures());
        notEmpty(
                "AnnouncementFailed",
                "Presence was not announced: AnnouncementFailures holds whose.",
                queues.announcementFailures());
        alarm(
                "RedeliveryDelayed",
                "Drains wait in the Redelivery queue.",
                queues.redelivery().metricApproximateAgeOfOldestMessage(of("Maximum")),
                REDELIVERY_DELAY.toSeconds().doubleValue());
    }

    private void functionAlarms(ChatFunctions functions) {
        // The authorizer answers a bad token by an error, as API Gateway asks of it.
        alarms(
                "FunctionErrors",
                "Functions fail: the metric Errors by function name says which.",
                functions.except(ChatFunction.AUTHORIZER),
                "Errors",
                ERRORS);
        alarms(
                "FunctionThrottles",
                "Invocations are refused: the account's Lambda concurrency is used up.",
                functions.all(),
                "Throttles",
                1);
        alarm(
                "ConnectsRefused",
                "Nearly every token is refused: are the issuer, its keys and TOKEN_AUDIENCE right?",
                refusedPercent(functions.get(ChatFunction.AUTHORIZER).function()),
                REFUSED_PERCENT);
    }

    private static MathExpression refusedPercent(Function authorizer) {
        // In a fixed order: that of Map.of changes from run to run, and the template with it.
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

    /// Alarms on the sum of a metric, the first by the name `id`, the others numbered.
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
