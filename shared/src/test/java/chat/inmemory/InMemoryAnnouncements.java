package chat.inmemory;

import chat.domain.UserId;
import chat.port.Announcements;

import java.util.ArrayList;
import java.util.List;

/// The announcement queue, in memory.
public final class InMemoryAnnouncements implements Announcements {
    private final List<Request> pending = new ArrayList<>();

    /// A request to announce a user's presence.
    public record Request(UserId user, boolean onlyIfAway) {}

    @Override
    public synchronized void left(UserId user) {
        pending.add(new Request(user, true));
    }

    @Override
    public synchronized void changed(UserId user) {
        pending.add(new Request(user, false));
    }

    /// Removes and returns all requests, oldest first.
    public synchronized List<Request> takeAll() {
        List<Request> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    /// Returns the pending requests, oldest first.
    synchronized List<Request> pending() {
        return List.copyOf(pending);
    }
}
