package chat.functions;

import static chat.functions.HandledChat.BOB;
import static chat.functions.HandledChat.CAROL;
import static chat.functions.HandledChat.SAMPLE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.DeviceId;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Alice cannot access a conversation between Bob and Carol. A frame names only the peer; the other
/// member is always the user whom the authorizer identified.
final class ForeignConversationTest {
    private static final Map<String, Object> CLAIMS =
            Map.of(
                    "from", "bob",
                    "user", "bob",
                    "userId", "bob",
                    "principalId", "bob",
                    "deviceId", "laptop",
                    "connectionId", "Ym9iLTEyMzQ1Njc=",
                    "conversationId", ConversationId.of(BOB, CAROL).value(),
                    "authorizer", Map.of("userId", "bob", "tokenExpiresAt", "9999999999999"),
                    "__proto__", Map.of("userId", "bob"),
                    "constructor", Map.of("prototype", Map.of("userId", "bob")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send-message",
                "ack",
                "sync",
                "history",
                "conversations",
                "profile",
                "profile-set",
                "profile-find",
                "conversation",
                "hide",
                "search",
                "presence",
                "typing"
            })
    void identityInAFrameIsIgnored(String sample) {
        Map<String, Object> frame = LambdaRuntime.fields(body(sample));
        var claiming = new HashMap<>(frame);
        CLAIMS.forEach(claiming::putIfAbsent);
        var honest = new Scene();
        var other = new Scene();

        assertThat(other.answers(sample, EventSamples.json(claiming)))
                .isEqualTo(honest.answers(sample, EventSamples.json(frame)));
        assertThat(other.chat.state().ports().snapshot())
                .isEqualTo(honest.chat.state().ports().snapshot());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    history       ; "peer":"carol","after":0                     ; "messages":[]
                    sync          ; "cursors":{"bob":0,"carol":0}                ; "conversations":[]
                    conversations ; "limit":100                                  ; "conversations":[]
                    ack           ; "acks":[{"peer":"carol","read":1}]           ; ackBeyondLog
                    ack           ; "acks":[{"peer":"alice","read":1}]           ; invalidField
                    history       ; "peer":"alice"                               ; invalidField
                    conversation  ; "peer":"alice"                               ; invalidField
                    hide          ; "peer":"carol","seqs":[1]                    ; invalidField
                    hide          ; "peer":"carol","upTo":1                      ; invalidField
                    hide          ; "peer":"carol","since":0                     ; "version":0
                    search        ; "query":"message"                            ; "hits":[]
                    search        ; "query":"message","peer":"carol"             ; "hits":[]
                    search        ; "query":"message","peer":"alice"             ; invalidField
                    """)
    void conversationsOfOtherUsersAreNeitherVisibleNorChanged(
            String action, String fields, String answer) {
        var scene = new Scene();
        List<Object> before = scene.others();
        String frame = "{\"action\":\"" + action + "\",\"requestId\":\"r1\"," + fields + "}";

        String answers = String.join(" ", scene.answers(action, frame));

        assertThat(answers).contains(answer).doesNotContain("message 1");
        assertThat(scene.others()).isEqualTo(before);
    }

    private static String body(String sample) {
        return (String)
                LambdaRuntime.fields(EventSamples.text(sample + ".json")).getOrDefault("body", "");
    }

    /// A conversation between Bob and Carol, and Alice.
    private static final class Scene {
        private final HandledChat chat = new HandledChat();

        Scene() {
            chat.alice();
            Caller bob = chat.bob();
            chat.talk(bob, chat.state().online(CAROL, new DeviceId("phone"), "carol"), 3);
        }

        /// Returns the response to Alice on a route and the frames posted to her.
        List<String> answers(String sample, String frame) {
            var response =
                    LambdaRuntime.invoke(handler(sample), EventSamples.withBody(sample, frame));
            var answers = new ArrayList<>(chat.state().ports().gateway().take(SAMPLE));
            if (response.get("body") instanceof String reply) {
                answers.add(reply);
            }
            return answers;
        }

        /// Returns the state of Bob and Carol.
        List<Object> others() {
            var ports = chat.state().ports();
            return List.of(
                    ports.log().entries(ConversationId.of(BOB, CAROL)),
                    ports.conversations().all(BOB),
                    ports.conversations().all(CAROL),
                    ports.connections().of(BOB),
                    ports.connections().of(CAROL));
        }

        private RequestHandler<?, ?> handler(String sample) {
            return switch (sample) {
                case "send-message" -> chat.sendMessage();
                case "ack" -> chat.ack();
                case "sync", "history", "conversations" -> chat.read();
                case "profile", "profile-set", "profile-find" -> chat.profile();
                case "conversation", "hide" -> chat.conversation();
                case "search" -> chat.search();
                default -> chat.presence();
            };
        }
    }
}
