package chat.inmemory;

import chat.port.Announcements;
import chat.port.AnnouncementsContract;

import java.util.List;

final class InMemoryAnnouncementsTest implements AnnouncementsContract {
    private final InMemoryAnnouncements announcements = new InMemoryAnnouncements();

    @Override
    public Announcements announcements() {
        return announcements;
    }

    @Override
    public List<Request> takeAll(int count) {
        return announcements.takeAll().stream()
                .map(request -> new Request(request.user(), request.onlyIfAway()))
                .toList();
    }
}
