package chat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

/// The settings of an event source mapping that Lambda rejects.
final class MappingReaderTest {
    @TempDir Path directory;
    TestAssembly assembly;

    @BeforeEach
    void writeAssembly() {
        assembly = TestAssembly.in(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "BatchSize, 0, 0 is not between 1 and 10000",
        "BatchSize, 10001, 10001 is not between 1 and 10000",
        "MaximumBatchingWindowInSeconds, 301, 301 is not between 0 and 300",
        "MaximumRetryAttempts, 10001, 10001 is not between -1 and 10000",
        "MaximumRecordAgeInSeconds, 59, 59 is not between 60 and 604800",
        "ParallelizationFactor, 11, 11 is not between 1 and 10",
        "ParallelizationFactor, many, is not a whole number but many",
        "StartingPosition, AT_TIMESTAMP, is not for DynamoDB streams: AT_TIMESTAMP",
        "TumblingWindowInSeconds, 60, does not run locally"
    })
    void aValueOutOfRangeIsAnError(String property, String value, String message) {
        assembly.edit("OrdersToWorker", mapping -> mapping.put(property, value));

        assertError("Resource OrdersToWorker, property " + property + ": " + message);
    }

    @Test
    void minusOneMeansUnlimitedRetries() {
        assembly.edit(
                "OrdersToWorker",
                mapping ->
                        mapping.put("MaximumRetryAttempts", -1)
                                .put("MaximumRecordAgeInSeconds", -1));

        var mapping =
                assembly.load().mappings().stream()
                        .filter(each -> each.id().equals("OrdersToWorker"))
                        .findFirst()
                        .orElseThrow();
        assertThat(mapping.maximumRetries()).isEqualTo(-1);
        assertThat(mapping.maximumRecordAge()).isEmpty();
    }

    @Test
    void aQueueMappingRunsTwoToAThousandBatchesAtOnce() {
        assembly.edit(
                "RetriesToWorker",
                mapping -> mapping.putObject("ScalingConfig").put("MaximumConcurrency", 1));

        assertError(
                "Resource RetriesToWorker, property ScalingConfig.MaximumConcurrency: 1 is not"
                        + " between 2 and 1000");
    }

    @Test
    void aFifoQueueHasBatchesOfTenAndNoWindow() {
        assembly.edit("RetriesToWorker", mapping -> mapping.put("BatchSize", 11));
        assertError("Resource RetriesToWorker, property BatchSize: 11 is not between 1 and 10");

        assembly.edit(
                "RetriesToWorker",
                mapping -> mapping.put("BatchSize", 10).put("MaximumBatchingWindowInSeconds", 1));
        assertError(
                "Resource RetriesToWorker, property MaximumBatchingWindowInSeconds: ",
                "is a FIFO queue");
    }

    @Test
    void aQueueBatchOfMoreThanTenNeedsAWindow() {
        assembly.edit(
                "RetriesToWorker",
                mapping -> {
                    mapping.put("BatchSize", 11);
                    mapping.putObject("EventSourceArn")
                            .putArray("Fn::GetAtt")
                            .add("Failures")
                            .add("Arn");
                });

        assertError(
                "Resource RetriesToWorker, property MaximumBatchingWindowInSeconds: must be at"
                        + " least 1");
    }

    @Test
    void tooManyOrTooLongFiltersAreAnError() {
        assembly.edit(
                "OrdersToWorker",
                mapping -> {
                    var filters = mapping.putObject("FilterCriteria").putArray("Filters");
                    for (int i = 0; i < 11; i++) {
                        filters.addObject().put("Pattern", "{}");
                    }
                });
        assertError("Resource OrdersToWorker, property FilterCriteria.Filters: more than 10");

        assembly.edit(
                "OrdersToWorker",
                mapping ->
                        mapping.putObject("FilterCriteria")
                                .putArray("Filters")
                                .addObject()
                                .put("Pattern", "{\"a\":[\"" + "x".repeat(4096) + "\"]}"));
        assertError("Resource OrdersToWorker, property FilterCriteria.Filters: a pattern has");
    }

    private void assertError(String... parts) {
        assertThatThrownBy(() -> assembly.load())
                .isInstanceOf(TemplateException.class)
                .message()
                .contains(parts);
    }
}
