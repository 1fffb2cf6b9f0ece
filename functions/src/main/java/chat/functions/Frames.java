package chat.functions;

import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.FrameDecoder;
import chat.protocol.FrameItems;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Rejected;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decodes a MESSAGE event into a caller and a frame, and writes the request's log line.
final class Frames {
    private final InstantSource clock;
    private final RequestLog log;
    private final RateLimits limits;

    /// @param limits the rate limits of frames
    Frames(InstantSource clock, RequestLog log, RateLimits limits) {
        this.clock = clock;
        this.log = log;
        this.limits = limits;
    }

    /// The service call for a frame.
    @FunctionalInterface
    interface Service<F extends ClientFrame> {
        /// @return the frames to send to the client
        List<ServerFrame> handle(Caller caller, F frame, Instant now);
    }

    /// Decodes the event's frame and passes it to the service. Rejects frames of another type,
    /// undecodable frames and frames after the token's expiry.
    ///
    /// @param context null outside of Lambda
    <F extends ClientFrame> List<ServerFrame> serve(
            APIGatewayV2WebSocketEvent event,
            @Nullable Context context,
            Class<F> type,
            Service<F> service) {
        return logged(event, context, (caller, now) -> answers(event, caller, now, type, service));
    }

    /// Like [#serve], for a one-way route: also posts the answers to the client.
    <F extends ClientFrame> void serveOneWay(
            APIGatewayV2WebSocketEvent event,
            @Nullable Context context,
            Replies replies,
            Class<F> type,
            Service<F> service) {
        var _ =
                logged(
                        event,
                        context,
                        (caller, now) -> {
                            var answers = answers(event, caller, now, type, service);
                            replies.post(event, answers);
                            return answers;
                        });
    }

    /// The handling of a frame that has not been decoded.
    @FunctionalInterface
    private interface Handling {
        List<ServerFrame> handle(Caller caller, Instant now);
    }

    /// Handles the frame and writes its line, whether it succeeds or fails.
    private List<ServerFrame> logged(
            APIGatewayV2WebSocketEvent event, @Nullable Context context, Handling handling) {
        Instant now = clock.instant();
        var request = event.getRequestContext();
        var lines = log.in(context, request.getMessageId());
        Caller caller = caller(event);
        String connection = caller.connection().value();
        String user = caller.user().value();
        try {
            List<ServerFrame> answers = handling.handle(caller, now);
            var took = Duration.between(now, clock.instant());
            lines.write(connection, user, request.getRouteKey(), outcome(answers), took);
            return answers;
        } catch (RuntimeException failure) {
            var took = Duration.between(now, clock.instant());
            lines.failure(connection, user, request.getRouteKey(), failure, took);
            throw failure;
        }
    }

    private <F extends ClientFrame> List<ServerFrame> answers(
            APIGatewayV2WebSocketEvent event,
            Caller caller,
            Instant now,
            Class<F> type,
            Service<F> service) {
        ClientFrame frame = FrameDecoder.decode(event.getBody());
        return refusal(caller, frame, now)
                .<List<ServerFrame>>map(List::of)
                .orElseGet(
                        () ->
                                type.isInstance(frame)
                                        ? service.handle(caller, type.cast(frame), now)
                                        : List.of(notServed(frame)));
    }

    private Optional<Rejected> refusal(Caller caller, ClientFrame frame, Instant now) {
        if (!now.isBefore(caller.tokenExpiresAt())) {
            return Optional.of(
                    frame.reject(
                            ErrorCode.TOKEN_EXPIRED,
                            "the token has expired: connect again with a new one"));
        }
        String user = caller.user().value();
        int items = FrameItems.of(frame);
        return limits.take(Limit.FRAMES, user, now)
                .or(
                        () ->
                                items == 0
                                        ? Optional.empty()
                                        : limits.take(Limit.FRAME_ITEMS, user, items, now))
                .map(wait -> frame.rateLimited("too many frames", wait));
    }

    private static Rejected notServed(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.Invalid(Rejected rejection) -> rejection;
            case ClientFrame.Request request ->
                    frame.reject(
                            ErrorCode.UNKNOWN_ACTION,
                            "this deployment has no route for " + request.action().wireName());
        };
    }

    /// The caller, as identified by the authorizer.
    static Caller caller(APIGatewayV2WebSocketEvent event) {
        var context = event.getRequestContext();
        var authorizer = context.getAuthorizer();
        return new Caller(
                new UserId(AuthorizerContext.USER.of(authorizer)),
                new DeviceId(AuthorizerContext.DEVICE.of(authorizer)),
                new ConnectionId(context.getConnectionId()),
                tokenExpiresAt(authorizer));
    }

    static Instant tokenExpiresAt(Map<String, Object> authorizer) {
        return Instant.ofEpochMilli(
                Long.parseLong(AuthorizerContext.TOKEN_EXPIRES_AT.of(authorizer)));
    }

    private static String outcome(List<ServerFrame> replies) {
        return replies.isEmpty()
                ? "done"
                : replies.stream()
                        .map(
                                reply ->
                                        reply instanceof Rejected rejected
                                                ? rejected.code().wireName()
                                                : reply.getClass().getSimpleName())
                        .distinct()
                        .collect(Collectors.joining(","));
    }
}
