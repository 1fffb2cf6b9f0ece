package chat.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Creates alarms that notify the operator's topic, when they begin and when they end. Missing data
/// raises no alarm, because an idle chat has no metrics.
final class Alarms extends Construct {
    /// The time that each data point covers.
    static final Duration PERIOD = Duration.minutes(5);

    /// Periods in a row that make a condition persistent.
    private static final int PERSISTENT = 3;

    private final Optional<SnsAction> action;
    private final List<IAlarm> created = new ArrayList<>();

    Alarms(Construct scope, String id, Settings settings) {
        super(scope, id);
        action =
                settings.alarmTopicArn()
                        .map(arn -> new SnsAction(Topic.fromTopicArn(this, "Topic", arn)));
    }

    /// All alarms created so far.
    List<IAlarm> all() {
        return List.copyOf(created);
    }

    /// An alarm on one period with this value or a greater one.
    void at(double threshold, String id, IMetric metric, String description) {
        create(threshold, 1, id, metric, description);
    }

    /// An alarm on several such periods in a row.
    void persistentlyAt(double threshold, String id, IMetric metric, String description) {
        create(threshold, PERSISTENT, id, metric, description);
    }

    /// A ratio in percent: zero while `count`, an expression, is less than the floor.
    static MathExpression percent(
            String part, String whole, int floor, String count, Map<String, IMetric> metrics) {
        return MathExpression.Builder.create()
                .expression(
                        "IF(%s >= %d, 100 * (%s) / (%s), 0)".formatted(count, floor, part, whole))
                .usingMetrics(metrics)
                .period(PERIOD)
                .build();
    }

    private void create(
            double threshold, int periods, String id, IMetric metric, String description) {
        var alarm =
                Alarm.Builder.create(this, id)
                        .alarmDescription(description)
                        .metric(metric)
                        .threshold(threshold)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .evaluationPeriods(periods)
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .build();
        LogicalId.set(alarm, id);
        created.add(alarm);
        action.ifPresent(alarm::addAlarmAction);
        action.ifPresent(alarm::addOkAction);
    }
}
