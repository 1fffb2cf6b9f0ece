package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The dashboard: its questions, and the metrics that answer them.
final class DashboardTest {
    private static final String TYPE = "AWS::CloudWatch::Dashboard";

    /// A dashboard with more metrics is not free.
    private static final int METRICS_MAX = 50;

    private final String body = text(SynthesizedTemplate.standard().properties("Dashboard"));

    @Test
    void itAnswersTheOperatorsQuestions() {
        assertThat(body)
                .containsSubsequence(
                        "Are messages arriving?", "How late?", "Who is refused?", "At what cost?");
    }

    @Test
    void itShowsEveryAlarm() {
        assertThat(SynthesizedTemplate.standard().ofType("AWS::CloudWatch::Alarm").keySet())
                .allSatisfy(alarm -> assertThat(body).contains("<" + alarm + ".Arn>"));
    }

    @Test
    void itHasFewMetricsAndNoneThatTheStackMustPublish() {
        var metrics =
                Pattern.compile("\\[\"AWS/(\\w+)\",\"\\w+\"").matcher(body).results().toList();
        Set<String> services = new TreeSet<>();
        metrics.forEach(metric -> services.add(metric.group(1)));

        assertThat(metrics).hasSizeBetween(20, METRICS_MAX);
        assertThat(services).containsExactly("ApiGateway", "DynamoDB", "Lambda", "SQS");
    }

    @Test
    void itCanBeOmitted() {
        var without = SynthesizedTemplate.synthesize(Map.of("dashboard", "false"));

        assertThat(without.ofType(TYPE)).isEmpty();
        assertThat(without.json().path("Outputs").has("DashboardUrl")).isFalse();
    }

    /// The body, with each reference in angle brackets.
    private static String text(JsonNode properties) {
        var text = new StringBuilder();
        for (var part : properties.at("/DashboardBody/Fn::Join/1")) {
            if (part.isTextual()) {
                text.append(part.asText());
            } else {
                text.append('<').append(SynthesizedTemplate.text(part)).append('>');
            }
        }
        return text.toString();
    }
}
