package chat.functions;

import static chat.functions.HandledChat.CAROL;
import static chat.functions.HandledChat.PHONE;
import static chat.functions.HandledChat.SAMPLE;
import static chat.functions.HandledChat.TOKEN_ENDS;

import static java.util.Objects.requireNonNull;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.inmemory.InMemoryChat;
import chat.limits.Limit;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.FrameDecoder;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Rejected;
import chat.protocol.ServerFrames;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A chat in which Alice sends fuzzed frames to every route. She has a conversation with Bob, and
/// must not see the conversation between Bob and Carol.
final class FuzzedScene {
    private static final String SECRET = "between Bob and Carol";

    /// Error codes that are independent of a frame's contents.
    private static final Set<ErrorCode> OF_ANY_FRAME =
            EnumSet.of(ErrorCode.TOKEN_EXPIRED, ErrorCode.RATE_LIMITED, ErrorCode.UNKNOWN_ACTION);

    private static final Map<String, APIGatewayV2WebSocketEvent> EVENTS = events();

    private final HandledChat chat = new HandledChat();
    private final Caller bob;
    private final Caller carol;
    private final Map<
                    String,
                    RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse>>
            routes = new HashMap<>();
    private List<Object> before;

    FuzzedScene() {
        var alice = chat.alice();
        bob = chat.bob();
        carol = chat.state().online(CAROL, new DeviceId("phone"), "Y2Fyb2wxMjM0NTY=");
        chat.talk(alice, bob, 6);
        say(bob, carol);
        say(carol, bob);
        routes.put("sendMessage", chat.sendMessage());
        routes.put("ack", chat.ack());
        for (String route : List.of("sync", "history", "conversations")) {
            routes.put(route, chat.read());
        }
        routes.put("profile", chat.profile());
        routes.put("conversation", chat.conversation());
        routes.put("hide", chat.conversation());
        routes.put("search", chat.search());
        routes.put("presence", chat.presence());
        routes.put("typing", chat.presence());
        routes.put("$default", chat.fallback());
        before = settled();
    }

    private void say(Caller from, Caller to) {
        var state = chat.state();
        state.services()
                .sendMessage()
                .handle(
                        from,
                        new ClientFrame.SendMessage(
                                Optional.empty(),
                                to.user(),
                                InMemoryChat.messageId(from.user(), 77),
                                new Position.Unknown(),
                                Entry.NO_TARGET,
                                new Body.Text(SECRET)),
                        state.now());
    }

    /// Returns the sample event of each route.
    private static Map<String, APIGatewayV2WebSocketEvent> events() {
        var events = new HashMap<String, APIGatewayV2WebSocketEvent>();
        for (String name : EventSamples.names()) {
            var event = EventSamples.read(name, APIGatewayV2WebSocketEvent.class);
            var context = event.getRequestContext();
            if (context != null && "MESSAGE".equals(context.getEventType())) {
                events.put(context.getRouteKey(), event);
            }
        }
        return events;
    }

    /// Returns the frames of the samples.
    static List<String> frames() {
        return EVENTS.values().stream().map(APIGatewayV2WebSocketEvent::getBody).sorted().toList();
    }

    /// Returns the routes of frames.
    static List<String> routeKeys() {
        return EVENTS.keySet().stream().sorted().toList();
    }

    /// Expires Alice's token.
    void endToken() {
        chat.state().ports().clock().set(TOKEN_ENDS);
        before = settled();
    }

    /// Makes Alice reach every limit.
    void exhaust() {
        for (Limit limit : Limit.values()) {
            chat.state().ports().limits().reach(limit, Duration.ofSeconds(1));
        }
    }

    /// Sends a text on a route and checks the answer.
    ///
    /// @throws AssertionError if the answer is not a valid frame, contains data of other users, or
    ///   has only rejections although the state changed
    void send(String route, String text) {
        List<ServerFrame> answers = answers(route, text);
        boolean done = answers.isEmpty() || !isRejection(answers, FrameDecoder.decode(text));
        if (!done) {
            List<Object> after = chat.state().ports().snapshot();
            if (!after.equals(before)) {
                throw new AssertionError("rejected, but the state changed: " + after);
            }
        } else {
            before = settled();
        }
    }

    private List<ServerFrame> answers(String route, String text) {
        var event = requireNonNull(EVENTS.get(route));
        event.setBody(text);
        var response = requireNonNull(routes.get(route)).handleRequest(event, null);
        if (response.getStatusCode() != 200) {
            throw new AssertionError("the status is " + response.getStatusCode());
        }
        var frames = new ArrayList<>(chat.state().ports().gateway().take(SAMPLE));
        if (response.getBody() != null) {
            frames.add(response.getBody());
        }
        return frames.stream().map(FuzzedScene::frame).toList();
    }

    private static ServerFrame frame(String json) {
        if (json.contains(SECRET)) {
            throw new AssertionError("data of other users: " + json);
        }
        if (json.getBytes(StandardCharsets.UTF_8).length > FrameSize.BYTES_MAX) {
            throw new AssertionError("the frame is too large");
        }
        return ServerFrames.decode(json, PHONE);
    }

    /// Whether everything was rejected. The acknowledgements of an `ack` are stored or rejected
    /// individually, unless the whole frame is rejected.
    private static boolean isRejection(List<ServerFrame> answers, ClientFrame frame) {
        if (!answers.stream().allMatch(Rejected.class::isInstance)) {
            return false;
        }
        return !(frame instanceof ClientFrame.Ack ack)
                || OF_ANY_FRAME.contains(((Rejected) answers.getFirst()).code())
                || rejectedAcks((Rejected) answers.getFirst())
                        == ack.acks().size() + ack.invalid().size();
    }

    /// Returns the number of acknowledgements that a rejection covers.
    private static int rejectedAcks(Rejected rejected) {
        var more = Pattern.compile(" \\(and (\\d+) more\\)$").matcher(rejected.message());
        return more.find() ? 1 + Integer.parseInt(more.group(1)) : 1;
    }

    /// Returns the state after the pushed frames were taken.
    private List<Object> settled() {
        chat.state().take(bob);
        chat.state().take(carol);
        return chat.state().ports().snapshot();
    }
}
