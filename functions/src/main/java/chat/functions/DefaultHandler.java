package chat.functions;

import chat.protocol.ClientFrame;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.util.List;
import java.util.Map;

/// `$default`, two-way: rejects frames without a route, which are malformed or have an unknown
/// action.
public final class DefaultHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;

    /// The constructor that Lambda calls.
    public DefaultHandler() {
        this(System.getenv());
        Priming.register(() -> {});
    }

    /// @param environment the function's variables, of which it needs none
    public DefaultHandler(Map<String, String> environment) {
        this(Wiring.uncountedFrames());
    }

    DefaultHandler(Frames frames) {
        this.frames = frames;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return Responses.reply(
                frames.serve(
                        event,
                        context,
                        ClientFrame.Invalid.class,
                        (caller, frame, now) -> List.of(frame.rejection())));
    }
}
