package chat.inmemory;

import chat.domain.Salt;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// All state of a chat in memory: one adapter per table or service of AWS, the clock, and salts
/// that count up from 1.
public record InMemoryPorts(
        InMemoryMessageLog log,
        InMemoryConversations conversations,
        InMemoryConnections connections,
        InMemoryUsers users,
        InMemoryGateway gateway,
        InMemoryRedeliveryQueue redelivery,
        InMemoryPresenceSubscriptions subscriptions,
        InMemoryAnnouncements announcements,
        InMemoryRateLimits limits,
        SettableClock clock,
        Supplier<Salt> salts) {
    /// Nothing stored yet.
    ///
    /// @param now what the clock shows
    public static InMemoryPorts emptyAt(Instant now) {
        var salts = new AtomicLong();
        return new InMemoryPorts(
                new InMemoryMessageLog(),
                new InMemoryConversations(),
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

    /// All that is stored, queued or on its way: equal before and after what changes nothing. Of
    /// the gateway only what nobody has taken; what the limits count is no part of it.
    public List<Object> snapshot() {
        return List.of(
                log.snapshot(),
                conversations.snapshot(),
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
