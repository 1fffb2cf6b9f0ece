package chat.infra;

import chat.dynamodb.ChatTable;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The dashboard: are messages arriving, how late, who is refused, and at what cost? It has only
/// metrics that AWS publishes anyway, and at most 50, so that it is free among an account's first
/// three.
final class ChatDashboard extends Construct {
    private static final int WIDTH = 12;
    private static final Duration INTERVAL = Duration.hours(3);
    private static final Duration PERIOD = Duration.minutes(5);

    /// The tables of a message and of a connection.
    private static final List<ChatTable> BUSY =
            List.of(
                    ChatTable.MESSAGES,
                    ChatTable.CONVERSATIONS,
                    ChatTable.CONNECTIONS,
                    ChatTable.USERS);

    private final ChatFunctions functions;
    private final Dashboard dashboard;

    ChatDashboard(Construct scope, String id, Watched watched, List<IAlarm> alarms) {
        super(scope, id);
        functions = watched.functions();
        dashboard = Dashboard.Builder.create(this, "Board").defaultInterval(INTERVAL).build();
        LogicalId.set(dashboard, "Dashboard");
        var states =
                AlarmStatusWidget.Builder.create()
                        .title("Alarms")
                        .alarms(alarms)
                        .width(2 * WIDTH)
                        .build();
        dashboard.addWidgets(states);
        dashboard.addWidgets(arriving(watched.stage()), late(watched.queues()));
        dashboard.addWidgets(refused(watched.stage()), dollars(watched));
    }

    /// The dashboard's name, which CloudFormation chooses.
    String name() {
        return dashboard.getDashboardName();
    }

    private IWidget arriving(Map<String, String> stage) {
        return graph(
                "Are messages arriving?",
                "in 5 min",
                invocations("sent", ChatFunction.SEND_MESSAGE),
                invocations("acknowledged", ChatFunction.ACK),
                invocations("caught up after connecting", ChatFunction.DELIVER),
                invocations("delivered again", ChatFunction.REDELIVER),
                gateway("frames in and out", "MessageCount", stage),
                gateway("connects", "ConnectCount", stage));
    }

    private IWidget late(ChatQueues queues) {
        return graph(
                "How late?",
                "ms",
                duration("send, median", ChatFunction.SEND_MESSAGE, "p50"),
                duration("send, p99", ChatFunction.SEND_MESSAGE, "p99"),
                duration("acknowledge, p99", ChatFunction.ACK, "p99"),
                functions
                        .get(ChatFunction.DELIVER)
                        .function()
                        .metric("IteratorAge", of("oldest connection not caught up", "Maximum")),
                functions
                        .get(ChatFunction.SETTLE)
                        .function()
                        .metric("IteratorAge", of("oldest operation not finished", "Maximum")),
                milliseconds("oldest redelivery", queues.redelivery()));
    }

    private IWidget refused(Map<String, String> stage) {
        var authorizer = functions.get(ChatFunction.AUTHORIZER).function();
        return graph(
                "Who is refused?",
                "in 5 min",
                authorizer.metricErrors(of("tokens", "Sum")),
                gateway("requests with an error of the client", "ClientError", stage),
                gateway("failed functions", "IntegrationError", stage),
                gateway("functions not reached", "ExecutionError", stage),
                Metric.Builder.create()
                        .namespace("AWS/Lambda")
                        .metricName("Throttles")
                        .label("throttled invocations of the account")
                        .statistic("Sum")
                        .period(PERIOD)
                        .build(),
                Metric.Builder.create()
                        .namespace("AWS/Lambda")
                        .metricName("ConcurrentExecutions")
                        .label("concurrency of the account")
                        .statistic("Maximum")
                        .period(PERIOD)
                        .build());
    }

    /// Messages and units at their list prices in us-east-1: most of the bill of `docs/cost.md`.
    private IWidget dollars(Watched watched) {
        var metrics = new LinkedHashMap<String, IMetric>();
        metrics.put("messages", gateway("messages", "MessageCount", watched.stage()));
        for (var table : BUSY) {
            var resource = watched.tables().get(table);
            metrics.put(
                    "write" + metrics.size(),
                    resource.metricConsumedWriteCapacityUnits(of("writes", "Sum")));
            metrics.put(
                    "read" + metrics.size(),
                    resource.metricConsumedReadCapacityUnits(of("reads", "Sum")));
        }
        return graph(
                "At what cost?",
                "USD per hour",
                dollars("API Gateway", "1.00", sum(metrics, "messages"), metrics),
                dollars("DynamoDB writes", "0.625", sum(metrics, "write"), metrics),
                dollars("DynamoDB reads", "0.125", sum(metrics, "read"), metrics));
    }

    private static String sum(Map<String, IMetric> metrics, String prefix) {
        return String.join(
                " + ",
                metrics.keySet().stream()
                        .filter(id -> id.startsWith(prefix))
                        .map(id -> "FILL(" + id + ", 0)")
                        .toList());
    }

    private static IMetric dollars(
            String label, String perMillion, String sum, Map<String, IMetric> metrics) {
        var used = new LinkedHashMap<>(metrics);
        used.keySet().removeIf(id -> !sum.contains("(" + id + ","));
        return MathExpression.Builder.create()
                .expression(
                        "(%s) * %s / 1000000 * 3600 / PERIOD(%s)"
                                .formatted(sum, perMillion, used.keySet().iterator().next()))
                .usingMetrics(used)
                .label(label)
                .period(PERIOD)
                .build();
    }

    private static IMetric milliseconds(String label, Queue queue) {
        return MathExpression.Builder.create()
                .expression("1000 * age")
                .usingMetrics(
                        Map.of(
                                "age",
                                queue.metricApproximateAgeOfOldestMessage(of(label, "Maximum"))))
                .label(label)
                .period(PERIOD)
                .build();
    }

    private IMetric invocations(String label, ChatFunction function) {
        return functions.get(function).function().metricInvocations(of(label, "Sum"));
    }

    private IMetric duration(String label, ChatFunction function, String statistic) {
        return functions.get(function).function().metricDuration(of(label, statistic));
    }

    private static IMetric gateway(String label, String name, Map<String, String> stage) {
        return Metric.Builder.create()
                .namespace("AWS/ApiGateway")
                .metricName(name)
                .dimensionsMap(stage)
                .label(label)
                .statistic("Sum")
                .period(PERIOD)
                .build();
    }

    private static IWidget graph(String title, String unit, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title + " (" + unit + ")")
                .left(Stream.of(metrics).toList())
                .width(WIDTH)
                .build();
    }

    private static MetricOptions of(String label, String statistic) {
        return MetricOptions.builder().label(label).statistic(statistic).period(PERIOD).build();
    }
}
