package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import chat.infra.DeploymentNeeds.Use;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `policies/execution.json`: what CloudFormation may do in the account. It must suffice for every
/// type of the templates, whatever the options, and have nothing beside that.
final class DeployerPolicyTest {
    private static final Path FILE = Path.of("policies", "execution.json");

    /// IAM's quota for a managed policy, without white space.
    private static final int CHARACTERS_MAX = 6_144;

    private static final Map<String, List<Use>> NEEDED = DeploymentNeeds.BY_TYPE;

    @Test
    void theTableHasEveryTypeOfTheTemplates() {
        var types = new TreeSet<String>();
        for (var template : List.of(SynthesizedTemplate.standard(), withEveryOption())) {
            Stream.concat(Stream.of(template), template.nestedStacks().values().stream())
                    .forEach(
                            one ->
                                    one.json().path("Resources").properties().stream()
                                            .map(found -> found.getValue().path("Type").asText())
                                            .forEach(types::add));
        }

        assertThat(new TreeSet<>(NEEDED.keySet())).isEqualTo(types);
    }

    @Test
    void thePolicyAllowsWhatEveryTypeNeeds() {
        var missing = new ArrayList<String>();
        NEEDED.forEach(
                (type, uses) -> {
                    for (var use : uses) {
                        for (String action : use.actions()) {
                            if (statements().noneMatch(s -> allows(s, action, use.resource()))) {
                                missing.add(type + ": " + action + " on " + use.resource());
                            }
                        }
                    }
                });

        assertThat(missing).isEmpty();
    }

    @Test
    void everyStatementIsNeeded() {
        assertThat(statements())
                .allSatisfy(
                        statement ->
                                assertThat(NEEDED.values().stream().flatMap(List::stream))
                                        .as(statement.path("Sid").asText())
                                        .anyMatch(
                                                use ->
                                                        use.actions().stream()
                                                                .anyMatch(
                                                                        action ->
                                                                                allows(
                                                                                        statement,
                                                                                        action,
                                                                                        use
                                                                                                .resource()))));
    }

    @Test
    void onlyResourcesOfTheStackMayBeDeletedWhereTheirNamesCanTell() {
        var others =
                Map.of(
                        "dynamodb:DeleteTable",
                        "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders",
                        "lambda:DeleteFunction",
                        "arn:aws:lambda:eu-west-1:123456789012:function:orders",
                        "sqs:DeleteQueue",
                        "arn:aws:sqs:eu-west-1:123456789012:orders",
                        "iam:PutRolePolicy",
                        "arn:aws:iam::123456789012:role/admin",
                        "iam:PassRole",
                        "arn:aws:iam::123456789012:role/admin",
                        "s3:DeleteBucket",
                        "arn:aws:s3:::orders");

        others.forEach(
                (action, resource) ->
                        assertThat(statements())
                                .as(action)
                                .noneMatch(statement -> allows(statement, action, resource)));
    }

    @Test
    void thePolicyFitsIntoAManagedPolicy() throws IOException {
        assertThat(new ObjectMapper().readTree(FILE.toFile()).toString().length())
                .isLessThanOrEqualTo(CHARACTERS_MAX);
    }

    private static SynthesizedTemplate withEveryOption() {
        return SynthesizedTemplate.synthesize(
                Map.of(
                        "socketDomain", "chat-api.example.com",
                        "socketCertificateArn",
                                "arn:aws:acm:eu-west-1:123456789012:certificate/0-1-2"));
    }

    private static Stream<JsonNode> statements() {
        try {
            return new ObjectMapper().readTree(FILE.toFile()).path("Statement").valueStream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean allows(JsonNode statement, String action, String resource) {
        return matches(statement.path("Action"), action)
                && matches(statement.path("Resource"), resource);
    }

    private static boolean matches(JsonNode patterns, String value) {
        return SynthesizedTemplate.elements(patterns)
                .map(pattern -> Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q"))
                .anyMatch(value::matches);
    }
}
