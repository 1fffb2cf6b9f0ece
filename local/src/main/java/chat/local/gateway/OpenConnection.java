package chat.local.gateway;

import java.time.Instant;
import java.util.Optional;

/// The state of a connection at one moment.
///
/// @param principalId the `principalId` from the authorizer; empty without one
/// @param lastActiveAt time of the last message in either direction, or of the opening
/// @param messagesIn number of messages from the client
/// @param messagesOut number of messages to the client: answers, error frames and posts
public record OpenConnection(
        String id,
        Optional<String> principalId,
        Instant connectedAt,
        Instant lastActiveAt,
        long messagesIn,
        long messagesOut) {}
