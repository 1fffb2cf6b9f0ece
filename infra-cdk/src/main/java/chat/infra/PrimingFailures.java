package chat.infra;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.logs.CfnMetricFilter;
import software.amazon.awscdk.services.logs.CfnMetricFilter.MetricTransformationProperty;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

import java.util.List;

/// Counts the snapshots whose priming failed, in the functions' logs. Until one fails there is no
/// metric, and nothing is charged.
final class PrimingFailures extends Construct {
    /// The metric's name.
    static final String METRIC = "PrimingFailures";

    /// The metric's namespace, one for each stack.
    static final String NAMESPACE = "ServerlessChat/" + Aws.STACK_NAME;

    /// As `Priming` in `functions` writes it.
    static final String PATTERN = "{ $.level = \"ERROR\" && $.frame = \"prime\" }";

    PrimingFailures(Construct scope, String id, ChatFunctions functions) {
        super(scope, id);
        for (var function : ChatFunction.values()) {
            var created = functions.get(function);
            var filter = count(function.logicalId(), created.logs());
            // Publishing the version takes the snapshot: only an earlier filter counts its lines.
            created.function().getCurrentVersion().getNode().addDependency(filter);
        }
    }

    private CfnMetricFilter count(String function, LogGroup logs) {
        var filter =
                CfnMetricFilter.Builder.create(this, function)
                        .logGroupName(logs.getLogGroupName())
                        .filterPattern(PATTERN)
                        .metricTransformations(
                                List.of(
                                        MetricTransformationProperty.builder()
                                                .metricNamespace(NAMESPACE)
                                                .metricName(METRIC)
                                                .metricValue("1")
                                                .build()))
                        .build();
        filter.overrideLogicalId(function + "PrimingFailures");
        return filter;
    }
}
