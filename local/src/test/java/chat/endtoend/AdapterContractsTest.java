package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import chat.aws.AwsEndpoint;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.RedeliveryQueue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The adapters to AWS pass the contracts of their ports on the endpoints of the running stack, and
/// no adapter lacks a contract.
@ExtendWith(RunningChat.Shared.class)
final class AdapterContractsTest {
    private static final List<String> ADAPTERS =
            List.of("chat.dynamodb", "chat.sqs", "chat.apigateway");

    /// The contract tests that need DynamoDB or SQS. The one for API Gateway is part of this
    /// module.
    private static final String TESTS = "chat\\.(dynamodb\\.DynamoDb|sqs\\.Sqs)\\w+Test";

    private static final String PARALLEL_EXECUTION_ENABLED =
            "junit.jupiter.execution.parallel.enabled";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .importPackages(
                            Stream.concat(
                                            ADAPTERS.stream(),
                                            Stream.of("chat.port", "chat.local.gateway"))
                                    .toList());

    private final RunningChat chat;

    AdapterContractsTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void adaptersPassTheirContractsOnTheRunningStack() {
        TestExecutionSummary summary = run("http://127.0.0.1:" + chat.port());

        assertThat(summary.getTotalFailureCount()).as(details(summary)).isZero();
        assertThat(summary.getTestsAbortedCount()).as("skipped").isZero();
        assertThat(summary.getTestsSkippedCount()).as("disabled").isZero();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(100);
    }

    @Test
    void everyAdapterHasAContract() {
        var adapters = CLASSES.stream().filter(AdapterContractsTest::isAdapter).toList();

        assertThat(adapters).hasSizeGreaterThanOrEqualTo(16);
        assertThat(adapters)
                .as("adapters that no test of a contract constructs")
                .filteredOn(adapter -> !hasContract(adapter))
                .isEmpty();
    }

    /// Proves that the test above would find such an adapter.
    @Test
    void anAdapterOutsideOfAContractIsFound() {
        var stray = new ClassFileImporter().importClasses(Stray.class).get(Stray.class);

        assertThat(ports(stray)).hasSize(1);
        assertThat(hasContract(stray)).isFalse();
    }

    /// An adapter that no contract covers.
    private record Stray() implements RedeliveryQueue {
        @Override
        public void add(UserId user, ConnectionId connection) {}
    }

    private static boolean isAdapter(JavaClass type) {
        return ADAPTERS.contains(type.getPackageName())
                && !type.getSimpleName().endsWith("Test")
                && !ports(type).isEmpty();
    }

    /// Whether a test constructs the adapter and implements the contract of its port.
    private static boolean hasContract(JavaClass adapter) {
        return adapter.getConstructorCallsToSelf().stream()
                .map(JavaConstructorCall::getOriginOwner)
                .flatMap(test -> test.getAllRawInterfaces().stream())
                .filter(contract -> contract.getSimpleName().endsWith("Contract"))
                .flatMap(contract -> contract.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaMethod::getRawReturnType)
                .anyMatch(ports(adapter)::contains);
    }

    private static Set<JavaClass> ports(JavaClass adapter) {
        return adapter.getRawInterfaces().stream()
                .filter(port -> port.getPackageName().equals("chat.port"))
                .collect(Collectors.toSet());
    }

    private static TestExecutionSummary run(String endpoint) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        request()
                                .selectors(
                                        selectPackage("chat.dynamodb"), selectPackage("chat.sqs"))
                                .filters(includeClassNamePatterns(TESTS))
                                .configurationParameter(AwsEndpoint.PROPERTY, endpoint)
                                // This test already occupies a thread of the executor.
                                .configurationParameter(PARALLEL_EXECUTION_ENABLED, "false")
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static String details(TestExecutionSummary summary) {
        var details = new StringWriter();
        summary.printFailuresTo(new PrintWriter(details));
        return details.toString();
    }
}
