package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Action;
import chat.protocol.ErrorCode;
import chat.protocol.ProtocolDocument;
import chat.protocol.ProtocolDocument.Block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Tests `docs/asyncapi.yaml` against `docs/protocol.md` and the code. [Inbox] tests each frame
/// that a device receives in an end-to-end test.
class AsyncApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ProtocolDocument PROTOCOL = ProtocolDocument.read();
    private static final JsonNode DOCUMENT = FrameSchemas.document();
    private static final FrameSchemas FRAMES = FrameSchemas.instance();

    static Stream<Block> requests() {
        return PROTOCOL.examplesOf("Client to server");
    }

    static Stream<Block> serverFrames() {
        return PROTOCOL.examplesOf("Server to client");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyExampleOfARequestMatches(Block block) throws JsonProcessingException {
        assertThat(FRAMES.problemsOfRequest(JSON.readTree(block.json()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void everyExampleOfAServerFrameMatches(Block block) throws JsonProcessingException {
        assertThat(FRAMES.problems(JSON.readTree(block.json()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void aFieldWithAnotherTypeOrNameDoesNotMatch(Block block) throws JsonProcessingException {
        var frame = (ObjectNode) JSON.readTree(block.json());
        for (var field : frame.deepCopy().properties()) {
            var wrong = frame.deepCopy();
            wrong.set(field.getKey(), JSON.createObjectNode().put("x", 1));
            assertThat(FRAMES.problems(wrong)).as(field.getKey()).isNotEmpty();
        }
        assertThat(FRAMES.problems(frame.put("unheardOf", 1))).isNotEmpty();
    }

    @Test
    void everyActionHasAnOperationAndAFrame() {
        var actions = new TreeSet<>(List.of(Action.PING));
        Arrays.stream(Action.values()).map(Action::wireName).forEach(actions::add);

        assertThat(FRAMES.actions()).containsExactlyElementsOf(actions);
        assertThat(namesOf("operations")).contains("push").containsAll(actions);
    }

    @Test
    void everyFrameIsInTheChannelUnderItsOwnName() {
        assertThat(DOCUMENT.at("/channels/socket/messages").propertyStream())
                .allSatisfy(
                        message ->
                                assertThat(message.getValue().get("$ref").asText())
                                        .isEqualTo("#/components/messages/" + message.getKey()));
        assertThat(names(DOCUMENT.at("/channels/socket/messages")))
                .containsExactlyElementsOf(names(DOCUMENT.at("/components/messages")));
    }

    @Test
    void everyTypeOfTheProtocolHasAFrame() {
        var types = new TreeSet<>(List.of("gatewayError"));
        serverFrames().map(Block::section).forEach(types::add);

        assertThat(FRAMES.types()).containsExactlyElementsOf(types);
    }

    @Test
    void everyErrorCodeIsListed() {
        var codes = DOCUMENT.at("/components/messages/rejected/payload/properties/code/examples");

        assertThat(codes)
                .extracting(JsonNode::asText)
                .containsExactly(
                        Arrays.stream(ErrorCode.values())
                                .map(ErrorCode::wireName)
                                .toArray(String[]::new));
    }

    private static List<String> namesOf(String part) {
        return names(DOCUMENT.get(part));
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
