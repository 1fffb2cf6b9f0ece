package chat.inmemory;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.PresenceSubscriptions;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// In-memory presence subscriptions.
public final class InMemoryPresenceSubscriptions implements PresenceSubscriptions {
    private final Map<UserId, Map<String, Subscription>> rows = new TreeMap<>();

    @Override
    public synchronized void add(Subscription subscription) {
        var end = subscription.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        rows.computeIfAbsent(subscription.watched(), _ -> new TreeMap<>())
                .put(
                        subscription.connection().value(),
                        new Subscription(
                                subscription.watched(),
                                subscription.connection(),
                                subscription.watcher(),
                                end));
    }

    @Override
    public synchronized void remove(UserId watched, ConnectionId connection) {
        rows.getOrDefault(watched, new TreeMap<>()).remove(connection.value());
    }

    @Override
    public synchronized List<Subscription> of(UserId watched) {
        return List.copyOf(rows.getOrDefault(watched, new TreeMap<>()).values());
    }

    /// Returns all stored subscriptions.
    synchronized Object snapshot() {
        return Snapshot.of(rows);
    }
}
