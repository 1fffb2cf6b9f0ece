package chat.inmemory;

import chat.domain.Salt;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The state of a chat in memory: one adapter per table or AWS service, the clock, and salts that
/// count up from 1.
public record InMemoryPorts(
        InMemoryMessageLog log,
        InMemoryConversations conversations,
        InMemoryHiddenMessages hidden,
        InMemoryTextBlocks blocks,
        InMemoryConnections connections,
        InMemoryUsers users,
        InMemoryGateway gateway,
        InMemoryRedeliveryQueue redelivery,
        InMemoryPresenceSubscriptions subscriptions,
        InMemoryAnnouncements announcements,
        InMemoryRateLimits limits,
        SettableClock clock,
        Supplier<Salt> salts) {
    /// Returns empty ports.
    ///
    /// @param now the initial time
    public static InMemoryPorts emptyAt(Instant now) {
        var salts = new AtomicLong();
        var conversations = new InMemoryConversations();
        return new InMemoryPorts(
                new InMemoryMessageLog(),
                conversations,
                new InMemoryHiddenMessages(conversations),
                new InMemoryTextBlocks(),
                new InMemoryConnections(),
                new InMemoryUsers(),
                new InMemoryGateway(),
                new InMemoryRedeliveryQueue(),
                new InMemoryPresenceSubscriptions(),
                new InMemoryAnnouncements(),
                new InMemoryRateLimits(),
                new SettableClock(now),
                () -> salt(salts.incrementAndGet()));
    }

    /// Returns everything stored, queued or sent, for comparison: equal if nothing changed.
    /// Includes only frames not yet taken from the gateway, and not the counts of the limits.
    public List<Object> snapshot() {
        return List.of(
                log.snapshot(),
                conversations.snapshot(),
                hidden.snapshot(),
                blocks.snapshot(),
                connections.snapshot(),
                users.snapshot(),
                gateway.snapshot(),
                redelivery.pending(),
                subscriptions.snapshot(),
                announcements.pending());
    }

    private static Salt salt(long number) {
        return Salt.of(ByteBuffer.allocate(Salt.BYTES).putLong(Long.BYTES, number).array());
    }
}
