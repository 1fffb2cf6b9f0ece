package chat.sqs;

import chat.domain.UserId;
import chat.port.Announcements;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;

/// The announcement queue on SQS. The queue's delivery delay gives the user time to reconnect. A
/// message that arrives twice is announced twice; the newest announcement counts.
public final class SqsAnnouncements implements Announcements {
    /// The delivery delay that the queue must have.
    public static final Duration DELAY = Duration.ofSeconds(3);

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsAnnouncements(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void left(UserId user) {
        send(new Announcement(user, true));
    }

    @Override
    public void changed(UserId user) {
        send(new Announcement(user, false));
    }

    private void send(Announcement announcement) {
        sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(announcement.encode()));
    }
}
