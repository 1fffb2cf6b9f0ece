package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// What runs here is what deploys: what is missing in the template is missing in the runtime, and
/// an end-to-end test says so.
final class TemplateFaultTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = "ServerlessChat.template.json";

    /// What is missing is waited for in vain: briefly, where no JVM has to be started first.
    private static final Duration PATIENCE =
            switch (RunningChat.LAMBDA) {
                case IN_PROCESS -> Duration.ofSeconds(3);
                case PROCESS -> Duration.ofSeconds(30);
            };

    @TempDir private Path folder;

    @Test
    void withoutARouteTwoPeopleCannotChat() throws IOException {
        var resources = resources();
        remove(resources, r -> r.at("/Properties/RouteKey").asText().equals("ack"));

        try (var chat = start(resources)) {
            assertThatThrownBy(new TwoPeopleChatTest(chat)::aMessageIsAcceptedThenDeliveredThenRead)
                    .hasMessageContaining("a frame receipt did not come");
        }
    }

    @Test
    void withoutAVariableTwoPeopleCannotChat() throws IOException {
        var resources = resources();
        variables(resources, "SendMessage").remove("MESSAGES_TABLE");

        try (var chat = start(resources)) {
            assertThatThrownBy(new TwoPeopleChatTest(chat)::aMessageIsAcceptedThenDeliveredThenRead)
                    .hasMessageContaining("Internal server error");
        }
    }

    @Test
    void withoutTheMappingNobodyIsCaughtUp() throws IOException {
        var resources = resources();
        remove(
                resources,
                r ->
                        r.path("Type").asText().equals("AWS::Lambda::EventSourceMapping")
                                && r.at("/Properties/StartingPosition").isTextual());

        try (var chat = start(resources)) {
            assertThatThrownBy(new OfflineTest(chat)::whoWasAwaySeesOnReturnWhatWasDeliveredAndRead)
                    .hasMessageContaining("caughtUp did not come");
        }
    }

    private static ObjectNode resources() throws IOException {
        var template = JSON.readTree(RunningChat.CDK_OUT.resolve(TEMPLATE).toFile());
        return (ObjectNode) template.get("Resources");
    }

    private static void remove(ObjectNode resources, Predicate<JsonNode> wanted) {
        var names = resources.propertyStream().filter(r -> wanted.test(r.getValue())).toList();
        if (names.size() != 1) {
            throw new IllegalStateException("not one resource but " + names.size());
        }
        resources.remove(names.getFirst().getKey());
    }

    private static ObjectNode variables(ObjectNode resources, String function) {
        return (ObjectNode) resources.get(function).at("/Properties/Environment/Variables");
    }

    /// Starts a copy of the cloud assembly with these resources.
    private RunningChat start(ObjectNode resources) throws IOException {
        try (var files = Files.list(RunningChat.CDK_OUT)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        JSON.writeValue(
                folder.resolve(TEMPLATE).toFile(),
                JSON.createObjectNode().set("Resources", resources));
        return RunningChat.start(folder, Optional.empty(), PATIENCE);
    }
}
