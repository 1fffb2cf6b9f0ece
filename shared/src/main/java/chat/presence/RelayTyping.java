package chat.presence;

import chat.delivery.Sockets;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.Relation;
import chat.domain.UserId;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.port.Connections;
import chat.port.Gateway;
import chat.port.Parallel;
import chat.port.Relations;
import chat.protocol.ClientFrame;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Rejected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Forwards typing notifications. They are not stored and not retried.
public final class RelayTyping {
    private final Relations relations;
    private final Connections connections;
    private final Sockets sockets;
    private final RateLimits limits;
    private final Parallel parallel;

    public RelayTyping(
            Relations relations,
            Connections connections,
            Gateway gateway,
            RateLimits limits,
            Parallel parallel) {
        this.relations = relations;
        this.connections = connections;
        this.sockets = new Sockets(connections, gateway);
        this.limits = limits;
        this.parallel = parallel;
    }

    /// Forwards the notification to a peer who has written to the user, unless one blocks the
    /// other. The user does not learn whether it was forwarded.
    ///
    /// @return a rejection if the frame was refused
    public Optional<Rejected> handle(Caller caller, ClientFrame.Typing frame, Instant now) {
        UserId user = caller.user();
        var self = frame.rejectSelf(user, "to", frame.to());
        if (self.isPresent()) {
            return self;
        }
        var wait = limits.take(Limit.TYPING, user.value(), now);
        if (wait.isPresent()) {
            return Optional.of(frame.rateLimited("too many typing frames", wait.get()));
        }
        Relation relation =
                relations.of(user, List.of(frame.to())).getOrDefault(frame.to(), Relation.NONE);
        if (relation.contactOf() && !relation.blocks() && !relation.blocked()) {
            post(frame.to(), new ServerFrame.TypingOf(user, frame.started()), now);
        }
        return Optional.empty();
    }

    private void post(UserId to, ServerFrame frame, Instant now) {
        String text = FrameEncoder.encode(frame);
        List<Supplier<Sockets.Outcome>> posts = new ArrayList<>();
        for (Connection connection : connections.of(to)) {
            if (connection.isLive(now)) {
                posts.add(() -> sockets.post(connection, text, now));
            }
        }
        parallel.all(posts);
    }
}
