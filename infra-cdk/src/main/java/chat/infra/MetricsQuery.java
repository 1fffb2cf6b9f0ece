package chat.infra;

import static java.util.stream.Collectors.joining;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

import java.util.List;

/// A Metrics Insights query for an alarm: one figure of the metrics of several resources.
///
/// An alarm on a query is charged by the metrics that the query finds. Where there is nothing to
/// count, such as calls of a function that does not run, there is no metric and no charge. An alarm
/// on the metrics themselves is always charged, and can have at most ten.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Metrics_Insights_Alarm.html">Alarms
///   on Metrics Insights queries</a>
final class MetricsQuery {
    private MetricsQuery() {}

    /// @param select such as `SUM(Errors)`
    /// @param names the names of the functions
    static MathExpression ofFunctions(String select, List<String> names, Duration period) {
        return query(select, "SCHEMA(\"AWS/Lambda\", FunctionName)", "FunctionName", names, period);
    }

    static MathExpression ofQueue(String select, String name, Duration period) {
        return query(select, "SCHEMA(\"AWS/SQS\", QueueName)", "QueueName", List.of(name), period);
    }

    static MathExpression ofTables(String select, List<String> names, Duration period) {
        return query(
                select,
                "SCHEMA(\"AWS/DynamoDB\", Operation, TableName)",
                "TableName",
                names,
                period);
    }

    /// All metrics of a namespace.
    static MathExpression ofNamespace(String select, String namespace, Duration period) {
        return expression("SELECT " + select + " FROM \"" + namespace + "\"", period);
    }

    private static MathExpression query(
            String select, String from, String dimension, List<String> names, Duration period) {
        String where =
                names.stream()
                        .map(name -> dimension + " = '" + name + "'")
                        .collect(joining(" OR "));
        return expression("SELECT " + select + " FROM " + from + " WHERE " + where, period);
    }

    private static MathExpression expression(String query, Duration period) {
        return MathExpression.Builder.create().expression(query).period(period).build();
    }
}
