package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.util.stream.Collectors.toCollection;

import chat.local.iam.Denial;
import chat.local.iam.GrantUse;
import chat.local.iam.Iam;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Runs after all other end-to-end tests and compares the functions' requests with what their roles
/// allow: no permission may be missing, and none unused.
@Isolated
final class LeastPrivilegeTest {
    /// Actions that no request needs here, with the reason why a role allows them.
    private static final Map<String, String> NOT_SEEN_HERE =
            Map.of(
                    "logs:CreateLogStream", "Lambda itself writes a function's log, with its role",
                    "logs:PutLogEvents", "likewise");

    @BeforeAll
    static void afterTheWholeSuite() {
        assumeTrue(
                System.getProperty("test") == null,
                "needs all end-to-end tests before it: run it without -Dtest");
    }

    @Test
    void noFunctionWasDeniedARequest() {
        assertThat(RunningChat.started(RunningChat.CDK_OUT)).isNotEmpty();
        assertThat(RunningChat.started(RunningChat.CDK_OUT))
                .flatExtracting(Iam::denials)
                .extracting(Denial::remedy)
                .isEmpty();
    }

    @Test
    void noFunctionIsAllowedMoreThanItNeeds() {
        Set<String> unused = grants(use -> !NOT_SEEN_HERE.containsKey(use.action()));
        unused.removeAll(grants(use -> use.uses() > 0));

        assertThat(unused).as("grants that no test uses").isEmpty();
    }

    @Test
    void noExceptionCoversAUsedAction() {
        assertThat(grants(use -> use.uses() > 0 && NOT_SEEN_HERE.containsKey(use.action())))
                .isEmpty();
    }

    @Test
    void everyExceptionIsStillGranted() {
        assertThat(RunningChat.started(RunningChat.CDK_OUT).getFirst().uses())
                .extracting(GrantUse::action)
                .containsAll(NOT_SEEN_HERE.keySet());
    }

    private static Set<String> grants(Predicate<GrantUse> wanted) {
        return RunningChat.started(RunningChat.CDK_OUT).stream()
                .flatMap(iam -> iam.uses().stream())
                .filter(wanted)
                .map(use -> use.functionName() + " " + use.action() + " " + use.resource())
                .collect(toCollection(TreeSet::new));
    }
}
