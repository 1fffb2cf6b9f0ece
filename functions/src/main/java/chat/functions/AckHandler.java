package chat.functions;

import chat.messages.Acknowledge;
import chat.protocol.ClientFrame;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.util.Map;

/// `ack`, one-way: silent when it succeeds; rejections, and `acked` if requested, are posted.
public final class AckHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;
    private final Acknowledge acknowledge;
    private final Replies replies;

    /// The constructor that Lambda calls.
    public AckHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findUser);
    }

    /// @param environment the function's variables
    public AckHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private AckHandler(Wiring wiring) {
        this(wiring.frames(), wiring.acknowledge(), wiring.replies());
    }

    AckHandler(Frames frames, Acknowledge acknowledge, Replies replies) {
        this.frames = frames;
        this.acknowledge = acknowledge;
        this.replies = replies;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        frames.serveOneWay(event, context, replies, ClientFrame.Ack.class, acknowledge::handle);
        return Responses.done();
    }
}
