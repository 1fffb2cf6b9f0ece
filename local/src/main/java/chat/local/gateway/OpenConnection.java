package chat.local.gateway;

import java.time.Instant;
import java.util.Optional;

/// A connection at one moment.
///
/// @param principalId what the authorizer called the caller; empty without one
/// @param lastActiveAt when the last message went in or out, or the connection was opened
/// @param messagesIn from the client
/// @param messagesOut to the client: answers, error frames and posts
public record OpenConnection(
        String id,
        Optional<String> principalId,
        Instant connectedAt,
        Instant lastActiveAt,
        long messagesIn,
        long messagesOut) {}
