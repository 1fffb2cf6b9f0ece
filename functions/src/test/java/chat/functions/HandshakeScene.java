package chat.functions;

import static chat.functions.HandledChat.BOB;
import static chat.functions.HandledChat.CONNECTED_AT;
import static chat.functions.HandledChat.SAMPLE;

import static java.util.Objects.requireNonNull;

import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.functions.FuzzedHandshakes.Handshake;
import chat.inmemory.SettableClock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A chat that receives fuzzed handshakes. The authorizer's context is passed to `$connect`
/// together with the client's headers and query.
final class HandshakeScene {
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final HandledChat chat = new HandledChat();
    private final AuthorizerHandler authorizer;

    HandshakeScene(TestIssuer issuer) {
        var clock = new SettableClock(CONNECTED_AT);
        authorizer =
                new AuthorizerHandler(new TokenVerifier(issuer.url(), TestIssuer.AUDIENCE, clock));
        chat.bob();
    }

    /// Performs a handshake and checks the outcome.
    ///
    /// @return the status that API Gateway would answer
    /// @throws AssertionError if a client without a valid token is accepted, a regular handshake is
    ///   rejected, or state other than that of the token's user changes
    int connect(Handshake handshake) {
        Optional<Map<String, Object>> context = authorize(handshake);
        check(context.isPresent() || !handshake.regular(), "a valid token is rejected");
        if (context.isEmpty()) {
            return 401;
        }
        String user = (String) requireNonNull(context.get().get("userId"));
        checkIdentity(handshake, context.get(), user);
        List<Object> before = chat.state().ports().snapshot();
        int status = status(handshake, context.get());
        switch (status) {
            case 200 -> checkStored(handshake, new UserId(user));
            case 400 ->
                    check(
                            before.equals(chat.state().ports().snapshot()),
                            "rejected, but the state changed");
            default -> throw new AssertionError("the status is " + status);
        }
        return status;
    }

    private Optional<Map<String, Object>> authorize(Handshake handshake) {
        try {
            return Optional.of(
                    context(LambdaRuntime.invoke(authorizer, event("authorizer", handshake))));
        } catch (UnauthorizedException refused) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // A JSON object.
    private static Map<String, Object> context(Map<String, Object> answer) {
        return (Map<String, Object>) requireNonNull(answer.get("context"));
    }

    private static String event(String sample, Handshake handshake) {
        Map<String, Object> event = LambdaRuntime.fields(EventSamples.text(sample + ".json"));
        event.put("headers", handshake.headers());
        event.put("queryStringParameters", handshake.query());
        return EventSamples.json(event);
    }

    private static void checkIdentity(
            Handshake handshake, Map<String, Object> context, String user) {
        var offered = List.of(handshake.offered().split(",")).stream().map(String::strip).toList();
        check(FuzzedHandshakes.USERS.contains(user), user + " is accepted");
        check(offered.contains("chat.v1"), "accepted without chat.v1");
        check(
                offered.stream().filter(protocol -> protocol.startsWith("bearer.")).count() == 1,
                "accepted with several tokens");
        check(!context.containsKey("contactNumber"), "an unverified phone number is accepted");
    }

    @SuppressWarnings("unchecked") // A JSON object.
    private int status(Handshake handshake, Map<String, Object> authorizerContext) {
        Map<String, Object> event = LambdaRuntime.fields(event("connect", handshake));
        var context = (Map<String, Object>) requireNonNull(event.get("requestContext"));
        context.put("authorizer", new HashMap<>(authorizerContext));
        var answer = LambdaRuntime.invoke(chat.connect(), EventSamples.json(event));
        return ((Number) requireNonNull(answer.get("statusCode"))).intValue();
    }

    private void checkStored(Handshake handshake, UserId user) {
        String device = (String) requireNonNull(handshake.query().get("deviceId"));
        check(DEVICE.matcher(device).matches(), "accepted as device " + device);
        var connections = chat.state().ports().connections();
        check(
                connections
                        .find(user, SAMPLE)
                        .filter(row -> row.device().equals(new DeviceId(device)))
                        .isPresent(),
                "no connection is stored");
        check(connections.of(BOB).size() == 1, "connections of another user have changed");
        connections.remove(user, SAMPLE);
    }

    /// @throws AssertionError if the log contains a token, a text or a phone number
    void checkLog() {
        String log = chat.takeLog().toString();
        check(FuzzedHandshakes.SECRETS.stream().noneMatch(log::contains), "logged: " + log);
        check(!log.contains("eyJ"), "logged: " + log);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
