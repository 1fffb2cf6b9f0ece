package chat.functions;

import chat.protocol.ClientFrame;
import chat.users.UserProfiles;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.util.List;
import java.util.Map;

/// `profile`, two-way: the route response is `profile` or `rejected`.
public final class ProfileHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Frames frames;
    private final UserProfiles userProfiles;

    /// The constructor that Lambda calls.
    public ProfileHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findUsers);
    }

    /// @param environment the function's variables
    public ProfileHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private ProfileHandler(Wiring wiring) {
        this(wiring.frames(), wiring.userProfiles());
    }

    ProfileHandler(Frames frames, UserProfiles userProfiles) {
        this.frames = frames;
        this.userProfiles = userProfiles;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return Responses.reply(
                frames.serve(
                        event,
                        context,
                        ClientFrame.Profile.class,
                        (caller, frame, now) -> List.of(userProfiles.handle(caller, frame, now))));
    }
}
