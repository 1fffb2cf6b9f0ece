package chat.functions;

import chat.delivery.Sync;
import chat.domain.Caller;
import chat.messages.History;
import chat.messages.ListConversations;
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

/// `history` and `conversations`, two-way, and `sync`, one-way. The answer to `sync` is a catch-up.
public final class ReadHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;
    private final Services services;
    private final Replies replies;

    /// The services behind the three actions.
    record Services(Sync sync, History history, ListConversations conversations) {}

    /// The constructor that Lambda calls.
    public ReadHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::readLog);
    }

    /// @param environment the function's variables
    public ReadHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private ReadHandler(Wiring wiring) {
        this(
                wiring.frames(),
                new Services(wiring.sync(), wiring.history(), wiring.listConversations()),
                wiring.replies());
    }

    ReadHandler(Frames frames, Services services, Replies replies) {
        this.frames = frames;
        this.services = services;
        this.replies = replies;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        if (Action.SYNC.wireName().equals(event.getRequestContext().getRouteKey())) {
            frames.serveOneWay(event, context, replies, ClientFrame.Read.class, this::read);
            return Responses.done();
        }
        return Responses.reply(frames.serve(event, context, ClientFrame.Read.class, this::read));
    }

    private List<ServerFrame> read(Caller caller, ClientFrame.Read frame, Instant now) {
        return switch (frame) {
            case ClientFrame.Sync sync ->
                    services.sync()
                            .handle(caller, sync, now)
                            .<List<ServerFrame>>map(List::of)
                            .orElse(List.of());
            case ClientFrame.History history -> List.of(services.history().handle(caller, history));
            case ClientFrame.Conversations conversations ->
                    List.of(services.conversations().handle(caller, conversations));
        };
    }
}
