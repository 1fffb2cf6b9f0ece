package chat.inmemory;

import chat.domain.UserId;
import chat.port.Announcements;

import java.util.ArrayList;
import java.util.List;

/// The announcement queue, in memory.
public final class InMemoryAnnouncements implements Announcements {
    private final List<Request> pending = new ArrayList<>();

    /// Whose presence to announce.
    public record Request(UserId user, boolean onlyIfAway) {}

    @Override
    public synchronized void left(UserId user) {
        pending.add(new Request(user, true));
    }

    @Override
    public synchronized void changed(UserId user) {
        pending.add(new Request(user, false));
    }

    /// Takes all that was asked for, oldest first.
    public synchronized List<Request> takeAll() {
        List<Request> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    /// What was asked for and not taken, oldest first.
    synchronized List<Request> pending() {
        return List.copyOf(pending);
    }
}
