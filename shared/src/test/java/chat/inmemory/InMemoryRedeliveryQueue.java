package chat.inmemory;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.RedeliveryQueue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The redelivery queue, in memory: repeated requests for a connection are merged until taken.
public final class InMemoryRedeliveryQueue implements RedeliveryQueue {
    private final Set<Request> pending = new LinkedHashSet<>();

    /// A request to catch up a connection.
    public record Request(UserId user, ConnectionId connection) {}

    @Override
    public synchronized void add(UserId user, ConnectionId connection) {
        pending.add(new Request(user, connection));
    }

    /// Returns the pending requests, oldest first.
    public synchronized List<Request> pending() {
        return List.copyOf(pending);
    }

    /// Removes and returns all requests, oldest first.
    public synchronized List<Request> takeAll() {
        List<Request> taken = pending();
        pending.clear();
        return taken;
    }
}
