package chat.functions;

import chat.messages.ChangeConversation;
import chat.protocol.ClientFrame;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.util.List;
import java.util.Map;

/// `conversation`, two-way: the route response is `conversation` or `rejected`.
public final class ConversationHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;
    private final ChangeConversation changeConversation;

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
        this(wiring.frames(), wiring.changeConversation());
    }

    ConversationHandler(Frames frames, ChangeConversation changeConversation) {
        this.frames = frames;
        this.changeConversation = changeConversation;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return Responses.reply(
                frames.serve(
                        event,
                        context,
                        ClientFrame.Conversation.class,
                        (caller, frame, now) ->
                                List.of(changeConversation.handle(caller, frame, now))));
    }
}
