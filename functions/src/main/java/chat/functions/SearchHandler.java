package chat.functions;

import chat.protocol.ClientFrame;
import chat.protocol.Search;
import chat.search.SearchMessages;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.util.List;
import java.util.Map;

/// `search`, two-way: the route response is `searched` or `rejected`.
public final class SearchHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;
    private final SearchMessages search;

    /// The constructor that Lambda calls.
    public SearchHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::readLog);
    }

    /// @param environment the function's variables
    public SearchHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private SearchHandler(Wiring wiring) {
        this(wiring.frames(), new SearchWiring(wiring).searchMessages());
    }

    SearchHandler(Frames frames, SearchMessages search) {
        this.frames = frames;
        this.search = search;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return Responses.reply(
                frames.serve(
                        event,
                        context,
                        ClientFrame.Find.class,
                        (caller, frame, now) ->
                                switch (frame) {
                                    case Search query -> List.of(search.handle(caller, query, now));
                                }));
    }
}
