package chat.functions;

import chat.messages.SendMessage;
import chat.protocol.ClientFrame;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.util.List;
import java.util.Map;

/// `sendMessage`, two-way: the route response is `accepted` or `rejected`.
public final class SendMessageHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;
    private final SendMessage sendMessage;

    /// The constructor that Lambda calls.
    public SendMessageHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::readLog);
    }

    /// @param environment the function's variables
    public SendMessageHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private SendMessageHandler(Wiring wiring) {
        this(Wiring.uncountedFrames(), wiring.sendMessage());
    }

    SendMessageHandler(Frames frames, SendMessage sendMessage) {
        this.frames = frames;
        this.sendMessage = sendMessage;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return Responses.reply(
                frames.serve(
                        event,
                        context,
                        ClientFrame.SendMessage.class,
                        (caller, frame, now) -> List.of(sendMessage.handle(caller, frame, now))));
    }
}
