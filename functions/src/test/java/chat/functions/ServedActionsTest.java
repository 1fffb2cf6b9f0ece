package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Action;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each action is served by the handler of its function. A new action does not compile here without
/// its handler and its sample.
final class ServedActionsTest {
    private final HandledChat chat = new HandledChat();

    private record Served(RequestHandler<?, ?> handler, String sample) {}

    @ParameterizedTest
    @EnumSource(Action.class)
    void everyActionIsServed(Action action) {
        chat.talk(chat.alice(), chat.bob(), 2);
        Served served = served(action);
        chat.takeLog();

        LambdaRuntime.invoke(served.handler(), EventSamples.text(served.sample() + ".json"));

        assertThat(chat.takeLog())
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line)
                                        .containsEntry("frame", action.wireName())
                                        .doesNotContainEntry("outcome", "unknownAction"));
    }

    private Served served(Action action) {
        return switch (action) {
            case SEND_MESSAGE -> new Served(chat.sendMessage(), "send-message");
            case ACK -> new Served(chat.ack(), "ack");
            case SYNC -> new Served(chat.read(), "sync");
            case HISTORY -> new Served(chat.read(), "history");
            case CONVERSATIONS -> new Served(chat.read(), "conversations");
            case PROFILE -> new Served(chat.profile(), "profile");
            case CONVERSATION -> new Served(chat.conversation(), "conversation");
            case HIDE -> new Served(chat.conversation(), "hide");
            case SEARCH -> new Served(chat.search(), "search");
            case PRESENCE -> new Served(chat.presence(), "presence");
            case TYPING -> new Served(chat.presence(), "typing");
        };
    }
}
