package chat.inmemory;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.RedeliveryQueue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The redelivery queue, in memory: what was asked for twice before it is taken is one drain.
public final class InMemoryRedeliveryQueue implements RedeliveryQueue {
    private final Set<Request> pending = new LinkedHashSet<>();

    /// A connection to drain.
    public record Request(UserId user, ConnectionId connection) {}

    @Override
    public synchronized void add(UserId user, ConnectionId connection) {
        pending.add(new Request(user, connection));
    }

    /// What was asked for and not taken, oldest first.
    public synchronized List<Request> pending() {
        return List.copyOf(pending);
    }

    /// Takes all that was asked for, oldest first.
    public synchronized List<Request> takeAll() {
        List<Request> taken = pending();
        pending.clear();
        return taken;
    }
}
