package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import chat.local.iam.GrantUse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Removes the grants one by one and checks that a test fails without each. Takes three quarters of
/// an hour, with `-Dchat.grants=all`. With a value such as `-Dchat.grants=Redeliver`, it checks
/// only grants whose function, action or resource contains it. If another function repairs the
/// effect of a denied request, [LeastPrivilegeTest] is the test that fails.
@Isolated // Its settings are system properties.
@EnabledIfSystemProperty(named = "chat.grants", matches = ".+")
final class GrantRemovalTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Lambda writes the logs itself, so no test needs these.
    private static final String LOGS = "logs:";

    /// The cheapest tests first, because one that fails is enough.
    private static final List<Class<?>> SUITE =
            List.of(
                    TwoPeopleChatTest.class,
                    ReadingTest.class,
                    SeveralDevicesTest.class,
                    ConnectionTest.class,
                    SettingsTest.class,
                    UserDataTest.class,
                    DisabledUserTest.class,
                    PresenceTest.class,
                    UnreachableTest.class,
                    OfflineTest.class,
                    RetryTest.class);

    private static final String WANTED = System.getProperty("chat.grants", "all");

    @TempDir private Path folder;

    /// A grant and its position.
    private record Place(String function, int statement, int action, int resource) {}

    @Test
    void removingAnyGrantFailsATest() {
        Map<Class<?>, Set<GrantUse>> usedBy = new LinkedHashMap<>();
        SUITE.forEach(test -> usedBy.put(test, used(test)));
        var unneeded = new ArrayList<String>();
        List<GrantUse> grants = RunningChat.started(RunningChat.CDK_OUT).getFirst().uses();
        for (Map.Entry<Place, GrantUse> grant : placed(grants).entrySet()) {
            if (isWanted(grant.getValue())
                    && !failsATest(grant.getKey(), grant.getValue(), usedBy)) {
                unneeded.add(name(grant.getValue()));
            }
        }

        assertThat(unneeded).isEmpty();
    }

    private static boolean isWanted(GrantUse grant) {
        return !grant.action().startsWith(LOGS)
                && (WANTED.equals("all") || name(grant).contains(WANTED));
    }

    private boolean failsATest(Place place, GrantUse grant, Map<Class<?>, Set<GrantUse>> usedBy) {
        Path assembly = without(place).write(folder.resolve(name(grant).replaceAll("\\W", "_")));
        for (var test : usedBy.entrySet()) {
            boolean used = test.getValue().stream().anyMatch(u -> name(u).equals(name(grant)));
            if (used && fails(test.getKey(), assembly)) {
                System.err.printf("without %s fails %s%n", name(grant), test.getKey());
                return true;
            }
        }
        System.err.printf("without %s no test fails%n", name(grant));
        return false;
    }

    private static ChangedAssembly without(Place place) {
        var assembly = ChangedAssembly.unchanged();
        JsonNode role = assembly.properties(place.function() + "Role");
        var statements = (ArrayNode) role.at("/Policies/0/PolicyDocument/Statement");
        var statement = (ObjectNode) statements.remove(place.statement());
        ArrayNode actions = list(statement.get("Action"));
        ArrayNode resources = list(statement.get("Resource"));
        JsonNode action = actions.remove(place.action());
        if (!actions.isEmpty()) {
            statements.add(statement.deepCopy().set("Action", actions));
        }
        resources.remove(place.resource());
        if (!resources.isEmpty()) {
            ObjectNode rest = statement.deepCopy();
            rest.set("Action", action);
            rest.set("Resource", resources);
            statements.add(rest);
        }
        return assembly;
    }

    /// The grants of each function are in the order of its role's statements.
    private static Map<Place, GrantUse> placed(List<GrantUse> grants) {
        var placed = new LinkedHashMap<Place, GrantUse>();
        var assembly = ChangedAssembly.unchanged();
        for (String function :
                grants.stream().map(GrantUse::functionName).distinct().sorted().toList()) {
            var own = grants.stream().filter(g -> g.functionName().equals(function)).iterator();
            var statements =
                    assembly.properties(function + "Role")
                            .at("/Policies/0/PolicyDocument/Statement");
            for (int s = 0; s < statements.size(); s++) {
                int actions = list(statements.get(s).get("Action")).size();
                int resources = list(statements.get(s).get("Resource")).size();
                for (int a = 0; a < actions; a++) {
                    for (int r = 0; r < resources; r++) {
                        placed.put(new Place(function, s, a, r), own.next());
                    }
                }
            }
            assertThat(own.hasNext()).isFalse();
        }
        return placed;
    }

    private static ArrayNode list(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? (ArrayNode) oneOrMany.deepCopy()
                : JSON.createArrayNode().add(oneOrMany);
    }

    private static String name(GrantUse grant) {
        return grant.functionName() + " " + grant.action() + " " + grant.resource();
    }

    private static Set<GrantUse> used(Class<?> test) {
        int before = RunningChat.started(RunningChat.CDK_OUT).size();
        assertThat(run(test).getTotalFailureCount()).as(test.toString()).isZero();
        return RunningChat.started(RunningChat.CDK_OUT).stream()
                .skip(before)
                .flatMap(iam -> iam.uses().stream())
                .filter(use -> use.uses() > 0)
                .collect(Collectors.toSet());
    }

    private static boolean fails(Class<?> test, Path assembly) {
        System.setProperty(RunningChat.CDK_OUT_PROPERTY, assembly.toString());
        System.setProperty(RunningChat.PATIENCE_PROPERTY, "6");
        try {
            return run(test).getTotalFailureCount() > 0
                    || RunningChat.started(assembly).stream()
                            .anyMatch(iam -> !iam.denials().isEmpty());
        } finally {
            System.clearProperty(RunningChat.CDK_OUT_PROPERTY);
            System.clearProperty(RunningChat.PATIENCE_PROPERTY);
        }
    }

    private static TestExecutionSummary run(Class<?> test) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request().selectors(selectClass(test)).build(), listener);
        return listener.getSummary();
    }
}
