package chat.sqs;

import chat.port.Announcements;
import chat.port.AnnouncementsContract;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

final class SqsAnnouncementsTest implements AnnouncementsContract {
    @RegisterExtension static final SqsExtension SQS = new SqsExtension();

    @Override
    public Announcements announcements() {
        return new SqsAnnouncements(SQS.client(), SQS.standard());
    }

    @Override
    public List<Request> takeAll(int count) {
        return SQS.takeAll(SQS.standard(), count).stream()
                .map(Announcement::decode)
                .map(announcement -> new Request(announcement.user(), announcement.onlyIfAway()))
                .toList();
    }
}
