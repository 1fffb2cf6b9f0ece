package chat.functions;

import chat.domain.Caller;
import chat.presence.RelayTyping;
import chat.presence.WatchPresence;
import chat.protocol.Action;
import chat.protocol.ClientFrame;
import chat.protocol.ServerFrame;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// `presence`, two-way: the route response is `presence` or `rejected`. `typing`, one-way: silent
/// when it succeeds.
public final class PresenceHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;
    private final WatchPresence watchPresence;
    private final RelayTyping relayTyping;
    private final Replies replies;

    /// The constructor that Lambda calls.
    public PresenceHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findUsers);
    }

    /// @param environment the function's variables
    public PresenceHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private PresenceHandler(Wiring wiring) {
        this(wiring.frames(), wiring.watchPresence(), wiring.relayTyping(), wiring.replies());
    }

    PresenceHandler(
            Frames frames, WatchPresence watchPresence, RelayTyping relayTyping, Replies replies) {
        this.frames = frames;
        this.watchPresence = watchPresence;
        this.relayTyping = relayTyping;
        this.replies = replies;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        if (Action.TYPING.wireName().equals(event.getRequestContext().getRouteKey())) {
            frames.serveOneWay(event, context, replies, ClientFrame.Typing.class, this::typing);
            return Responses.done();
        }
        return Responses.reply(
                frames.serve(
                        event,
                        context,
                        ClientFrame.Presence.class,
                        (caller, frame, now) -> List.of(watchPresence.handle(caller, frame, now))));
    }

    private List<ServerFrame> typing(Caller caller, ClientFrame.Typing frame, Instant now) {
        return relayTyping
                .handle(caller, frame, now)
                .<List<ServerFrame>>map(List::of)
                .orElse(List.of());
    }
}
