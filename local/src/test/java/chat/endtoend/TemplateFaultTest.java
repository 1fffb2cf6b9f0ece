package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.template.TemplateException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Checks that each fault in the template is found and reported, by the loader at start or by the
/// runtime in operation, because the runtime runs the template that deploys.
final class TemplateFaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final String LAMBDA = "AWS::Lambda::Permission";

    private final ChangedAssembly assembly = ChangedAssembly.unchanged();
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    @TempDir private Path folder;

    @Test
    void aMissingAliasIsReported() {
        assembly.resources().remove("SendMessageLive");

        assertNotStarted("there is no resource, parameter or variable SendMessageLive");
    }

    @Test
    void aTableWithoutItsStreamIsReported() {
        assembly.properties("Connections").remove("StreamSpecification");

        assertNotStarted("the table Connections has no stream");
    }

    @Test
    void aMisspeltHandlerIsReported() {
        assembly.properties("Ack").put("Handler", "chat.functions.AkHandler::handleRequest");

        assertNotStarted("Resource Ack, property Handler: ", "chat/functions/AkHandler.class");
    }

    @Test
    void aTimeoutLongerThanTheVisibilityTimeoutIsReported() {
        assembly.properties("Redeliver").put("Timeout", 900);

        assertNotStarted("Resource RedeliveryToRedeliver", "the visibility timeout of Redelivery");
    }

    @Test
    void aRouteWithoutItsIntegrationIsReported() {
        String route = assembly.route("ack");
        assembly.properties(route).put("Target", "integrations/none");

        assertNotStarted("Resource " + route + ", property Target: none is no AWS::ApiGatewayV2::");
    }

    @Test
    void aRouteWithoutItsAuthorizerIsReported() {
        String route = assembly.route("$connect");
        assembly.properties(route).put("AuthorizerId", "none");

        assertNotStarted("Resource " + route + ", property AuthorizerId: none is no AWS::");
    }

    @Test
    void aQueueWithoutItsDeadLetterQueueIsReported() {
        assembly.resources().remove("RedeliveryFailures");

        assertNotStarted("there is no resource, parameter or variable RedeliveryFailures");
    }

    @Test
    void aFifoFailureDestinationIsReported() {
        ((ObjectNode)
                        assembly.properties("ConnectionsToDeliver")
                                .at("/DestinationConfig/OnFailure"))
                .putObject("Destination")
                .putArray("Fn::GetAtt")
                .add("RedeliveryFailures")
                .add("Arn");

        assertNotStarted(
                "Resource ConnectionsToDeliver, property DestinationConfig.OnFailure.Destination",
                "is a FIFO queue");
    }

    @Test
    void aRoleThatLambdaMayNotAssumeIsReported() {
        assembly.properties("AckRole").putObject("AssumeRolePolicyDocument");

        assertNotStarted(
                "Resource AckRole, property AssumeRolePolicyDocument: does not let lambda");
    }

    @Test
    void aStreamThatItsFunctionMayNotReadIsReported() {
        revoke("Deliver", "dynamodb:GetRecords");

        assertNotStarted("Resource ConnectionsToDeliver", "DeliverRole lacks", "GetRecords");
    }

    @Test
    void aMissingGrantIsReported() {
        revoke("SendMessage", "dynamodb:PutItem");

        assertReported("SendMessageRole lacks", "dynamodb:PutItem", "table/Messages");
    }

    @Test
    void aMissingInvokePermissionIsReported() {
        assembly.remove(
                assembly.id(LAMBDA, p -> p.path("SourceArn").toString().contains("*sendMessage")));

        assertReported("there is no AWS::Lambda::Permission", "SendMessage:live", "/sendMessage");
    }

    @Test
    void aMissingVariableIsReported() {
        ((ObjectNode) assembly.properties("SendMessage").at("/Environment/Variables"))
                .remove("MESSAGES_TABLE");

        assertReported("SendMessage: ", "MESSAGES_TABLE");
    }

    @Test
    void aTableWithAnotherKeyIsReported() {
        var table = assembly.properties("Messages");
        rename(table.withArray("KeySchema"), "seq", "number");
        rename(table.withArray("AttributeDefinitions"), "seq", "number");

        assertReported("SendMessage: ", "key");
    }

    @Test
    void aMissingIndexIsReported() {
        var table = assembly.properties("Conversations");
        table.remove("LocalSecondaryIndexes");
        var attributes = table.withArray("AttributeDefinitions");
        remove(attributes, a -> a.equals("activeDay"));

        assertReported("byActiveDay");
    }

    @Test
    void aMissingRouteIsReported() {
        assembly.remove(assembly.route("ack"));

        try (var chat = start();
                var phone = chat.connect(alice, "phone")) {
            phone.send("ack", "acks", List.of(Map.of("peer", bob, "delivered", 1)));

            assertThat(phone.next("rejected").get("message").asText())
                    .isEqualTo("this deployment has no route for ack");
        }
    }

    @Test
    void aRouteThatDropsItsResponseIsReported() {
        assembly.remove(
                assembly.id(
                        "AWS::ApiGatewayV2::RouteResponse",
                        r -> r.at("/RouteId/Ref").asText().equals(assembly.route("history"))));

        try (var chat = start();
                var phone = chat.connect(alice, "phone")) {
            assertThatThrownBy(() -> phone.ask("history", "peer", bob))
                    .hasMessageContaining("the reply to history did not arrive");
        }
    }

    @Test
    void aFilterThatMatchesNothingIsReported() {
        ((ObjectNode) assembly.properties("ConnectionsToDeliver").at("/FilterCriteria/Filters/0"))
                .put("Pattern", "{\"eventName\":[\"MODIFY\"]}");

        assertNotCaughtUp();
    }

    @Test
    void aMissingMappingIsReported() {
        assembly.resources().remove("ConnectionsToDeliver");

        assertNotCaughtUp();
    }

    private void assertNotCaughtUp() {
        try (var chat = start();
                var phone = chat.connect(alice, "phone")) {
            assertThatThrownBy(() -> phone.next("caughtUp"))
                    .hasMessageContaining("caughtUp did not arrive");
            for (var mapping : chat.state().get("mappings")) {
                assertThat(mapping.get("batches").asLong()).as(mapping.toString()).isZero();
            }
        }
    }

    private void assertNotStarted(String... parts) {
        assertThatThrownBy(() -> start().close())
                .isInstanceOf(TemplateException.class)
                .message()
                .contains(parts);
    }

    /// Two users try to chat, and the runtime must report the reason why they cannot.
    private void assertReported(String... parts) {
        try (var chat = start()) {
            Consumer<Device> write =
                    device ->
                            device.send(
                                    "sendMessage",
                                    "to",
                                    bob,
                                    "clientMessageId",
                                    UUID.randomUUID().toString(),
                                    "body",
                                    Map.of("type", "text", "text", "hi"));
            try (var laptop = chat.connect(bob, "laptop");
                    var phone = chat.connect(alice, "phone")) {
                laptop.send("sync");
                write.accept(phone);
                Waiting.until(
                        "a complaint with " + String.join(", ", parts),
                        chat::reportedProblems,
                        all -> all.stream().anyMatch(c -> containsAll(c, parts)));
            }
        }
    }

    private static boolean containsAll(String complaint, String... parts) {
        for (String part : parts) {
            if (!complaint.contains(part)) {
                return false;
            }
        }
        return true;
    }

    private RunningChat start() {
        return RunningChat.start(assembly.write(folder), Optional.empty(), PATIENCE);
    }

    /// Removes an action from every statement of a function's role.
    private void revoke(String function, String action) {
        var statements =
                assembly.properties(function + "Role").at("/Policies/0/PolicyDocument/Statement");
        for (var statement : statements) {
            if (statement.get("Action") instanceof ArrayNode actions) {
                for (int i = actions.size() - 1; i >= 0; i--) {
                    if (actions.get(i).asText().equals(action)) {
                        actions.remove(i);
                    }
                }
            } else if (statement.get("Action").asText().equals(action)) {
                ((ObjectNode) statement).put("Action", "none:None");
            }
        }
    }

    private static void rename(ArrayNode attributes, String from, String to) {
        for (var attribute : attributes) {
            if (attribute.get("AttributeName").asText().equals(from)) {
                ((ObjectNode) attribute).put("AttributeName", to);
            }
        }
    }

    private static void remove(ArrayNode attributes, Predicate<String> wanted) {
        for (int i = attributes.size() - 1; i >= 0; i--) {
            if (wanted.test(attributes.get(i).get("AttributeName").asText())) {
                attributes.remove(i);
            }
        }
    }
}
