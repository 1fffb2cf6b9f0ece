package chat.functions;

import static chat.functions.HandledChat.ALICE;
import static chat.functions.HandledChat.SAMPLE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import chat.inmemory.Faults;
import chat.inmemory.InMemoryGateway;
import chat.inmemory.SequentialParallel;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// An operator finds a failed request by its connection id: one line, which names the invocation,
/// the user and the cause.
final class FailedRequestTest {
    private static final String ID = "8f507cfc-5b1c-4f2e-9c5b-0d0f5b1c4f2e";

    private static final Map<String, Function<HandledChat, RequestHandler<?, ?>>> FUNCTIONS =
            Map.of(
                    "connect", HandledChat::connect,
                    "disconnect", HandledChat::disconnect,
                    "sendMessage", HandledChat::sendMessage,
                    "ack", HandledChat::ack,
                    "read", HandledChat::read,
                    "profile", HandledChat::profile,
                    "conversation", HandledChat::conversation,
                    "presence", HandledChat::presence,
                    "deliver", chat -> chat.deliver(new SequentialParallel()),
                    "redeliver", chat -> chat.redeliver(new SequentialParallel()));

    private final HandledChat chat = new HandledChat();

    @BeforeEach
    void talk() {
        chat.talk(chat.alice(), chat.bob(), 3);
    }

    @ParameterizedTest
    @CsvSource({
        "connect, connect, $connect",
        "disconnect, disconnect, $disconnect",
        "send-message, sendMessage, sendMessage",
        "ack, ack, ack",
        "sync, read, sync",
        "history, read, history",
        "conversations, read, conversations",
        "profile, profile, profile",
        "profile-set, profile, profile",
        "conversation, conversation, conversation",
        "presence, presence, presence",
        "typing, presence, typing",
    })
    void aFailedRequestHasOneLineWithItsConnection(String sample, String function, String route) {
        var failing = chat.with(new Faults(1, Faults.Kind.REFUSED));
        var handler = function(function, failing);
        String event = EventSamples.text(sample + ".json");

        assertThatThrownBy(() -> LambdaRuntime.invoke(handler, event, ID))
                .isInstanceOf(Faults.Fault.class);

        Map<String, Object> line = search(failing, SAMPLE.value());
        assertThat(line)
                .containsEntry("level", "ERROR")
                .containsEntry("requestId", ID)
                .containsEntry("coldStart", true)
                .containsEntry("user", RequestLog.hash(ALICE.value()))
                .containsEntry("frame", route)
                .containsEntry("outcome", "failed");
        assertThat((String) line.get("cause")).contains("Fault");
        assertThat((List<?>) line.get("at")).isNotEmpty();
        boolean isMessage = !Set.of("connect", "disconnect").contains(sample);
        assertThat(line.containsKey("messageId")).isEqualTo(isMessage);
    }

    @ParameterizedTest
    @CsvSource({"deliver-insert, deliver", "redeliver, redeliver"})
    void aFailedCatchUpHasOneLineWithItsConnection(String sample, String function) {
        var failing = chat.with(new Faults(3, Faults.Kind.REFUSED));
        String event = EventSamples.text(sample + ".json");

        LambdaRuntime.invoke(function(function, failing), event, ID);

        assertThat(search(failing, SAMPLE.value()))
                .containsEntry("level", "ERROR")
                .containsEntry("requestId", ID)
                .containsEntry("user", RequestLog.hash(ALICE.value()))
                .containsEntry("frame", function)
                .containsKey("cause");
    }

    @Test
    void aReplyThatCannotBePostedIsAFailureToo() {
        chat.state().ports().gateway().set(SAMPLE, InMemoryGateway.Socket.UNKNOWN);
        String event =
                EventSamples.with("ack", Map.of("\\\"delivered\\\":", "\\\"delivered\\\":9"));

        assertThatThrownBy(() -> LambdaRuntime.invoke(chat.ack(), event, ID))
                .hasMessage("a reply could not be posted");

        assertThat(search(chat, SAMPLE.value())).containsEntry("level", "ERROR");
    }

    private static RequestHandler<?, ?> function(String name, HandledChat chat) {
        return requireNonNull(FUNCTIONS.get(name)).apply(chat);
    }

    /// The only line with a connection id.
    private static Map<String, Object> search(HandledChat chat, String connection) {
        List<Map<String, Object>> found =
                chat.logged().stream().filter(line -> line.containsValue(connection)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
