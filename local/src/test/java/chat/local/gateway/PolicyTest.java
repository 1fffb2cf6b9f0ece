package chat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.gateway.Verdict.Allowed;
import chat.local.gateway.Verdict.Broken;
import chat.local.gateway.Verdict.Denied;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final String ARN =
            "arn:aws:execute-api:us-east-1:000000000000:abcd1234/prod/$connect";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                ARN,
                "arn:aws:execute-api:*:*:abcd1234/*",
                "arn:aws:execute-api:us-east-1:000000000000:abcd123?/prod/$connect"
            })
    void wildcardsInAResourceMatch(String resource) {
        assertThat(verdict(statement("Allow", "execute-api:Invoke", resource)))
                .isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:execute-api:us-east-1:000000000000:other/prod/$connect",
                "arn:aws:execute-api:us-east-1:000000000000:abcd1234/prod",
                ""
            })
    void anotherResourceIsDenied(String resource) {
        assertThat(verdict(statement("Allow", "execute-api:Invoke", resource)))
                .isEqualTo(new Denied());
    }

    @Test
    void actionsMatchInAnyCaseAndByWildcards() {
        assertThat(verdict(statement("Allow", "EXECUTE-API:invoke", "*")))
                .isInstanceOf(Allowed.class);
        assertThat(verdict(statement("Allow", "execute-api:*", "*"))).isInstanceOf(Allowed.class);
        assertThat(verdict(statement("Allow", "execute-api:ManageConnections", "*")))
                .isEqualTo(new Denied());
    }

    @Test
    void aDenyOverridesEveryAllow() {
        String allow = statement("Allow", "*", "*");

        assertThat(verdict("[" + allow + "," + statement("Deny", "*", ARN) + "]"))
                .isEqualTo(new Denied());
        assertThat(verdict("[" + allow + "," + statement("Deny", "*", "arn:other") + "]"))
                .isInstanceOf(Allowed.class);
        assertThat(verdict("[]")).isEqualTo(new Denied());
    }

    @Test
    void contextValuesBecomeStrings() {
        String answer =
                answer(statement("Allow", "*", "*"), "{\"s\":\"x\",\"n\":1,\"b\":true,\"z\":null}");

        assertThat(Policy.verdict(answer, ARN))
                .isEqualTo(
                        new Allowed(
                                (ObjectNode)
                                        TestGateway.parse(
                                                """
                                                {"principalId":"alice","s":"x","n":"1","b":"true"}
                                                """)));
    }

    @Test
    void aPolicyWithoutAPrincipalIsAlwaysInvalid() {
        String good = answer(statement("Allow", "*", "*"), "{}");

        assertThat(Policy.verdict(good.replace("\"principalId\":\"alice\",", ""), ARN))
                .isInstanceOf(Broken.class);
        assertThat(Policy.verdict(good.replace("alice", ""), ARN)).isInstanceOf(Broken.class);
        assertThat(Policy.verdict(good.replace("\"alice\"", "7"), ARN)).isInstanceOf(Broken.class);
    }

    @Test
    void aPolicyThatCannotBeEvaluatedIsInvalidRatherThanAllowed() {
        String allow = statement("Allow", "*", "*");

        assertThat(Policy.verdict(answer(allow, "{\"o\":{}}"), ARN)).isInstanceOf(Broken.class);
        assertThat(Policy.verdict(answer(allow, "{\"a\":[1]}"), ARN)).isInstanceOf(Broken.class);
        assertThat(verdict("{\"Effect\":\"Allow\",\"NotAction\":\"x\",\"Resource\":\"*\"}"))
                .isInstanceOf(Broken.class);
        assertThat(Policy.verdict(answer(allow, "{\"s\":\"" + "x".repeat(8192) + "\"}"), ARN))
                .isInstanceOf(Broken.class);
    }

    private static Verdict verdict(String statement) {
        return Policy.verdict(answer(statement, "{}"), ARN);
    }

    private static String answer(String statement, String context) {
        return """
        {"principalId":"alice","policyDocument":{"Statement":%s},"context":%s}\
        """
                .formatted(statement, context);
    }

    private static String statement(String effect, String action, String resource) {
        return """
        {"Effect":"%s","Action":["%s"],"Resource":["%s"]}\
        """
                .formatted(effect, action, resource);
    }
}
