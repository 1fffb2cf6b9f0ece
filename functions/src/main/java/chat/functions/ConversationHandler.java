package chat.functions;

import chat.domain.Caller;
import chat.messages.ChangeConversation;
import chat.messages.HideMessages;
import chat.protocol.ClientFrame;
import chat.protocol.Hide;
import chat.protocol.ServerFrame;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// `conversation` and `hide`, two-way: the route response is `conversation`, `hidden` or
/// `rejected`.
public final class ConversationHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;
    private final ChangeConversation changeConversation;
    private final HideMessages hideMessages;

    /// The constructor that Lambda calls.
    public ConversationHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findUser);
    }

    /// @param environment the function's variables
    public ConversationHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private ConversationHandler(Wiring wiring) {
        this(wiring.frames(), wiring.changeConversation(), wiring.hideMessages());
    }

    ConversationHandler(
            Frames frames, ChangeConversation changeConversation, HideMessages hideMessages) {
        this.frames = frames;
        this.changeConversation = changeConversation;
        this.hideMessages = hideMessages;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return Responses.reply(
                frames.serve(
                        event,
                        context,
                        ClientFrame.Personal.class,
                        (caller, frame, now) -> List.of(handle(caller, frame, now))));
    }

    private ServerFrame handle(Caller caller, ClientFrame.Personal frame, Instant now) {
        return switch (frame) {
            case ClientFrame.Conversation change -> changeConversation.handle(caller, change, now);
            case Hide hide -> hideMessages.handle(caller, hide, now);
        };
    }
}
