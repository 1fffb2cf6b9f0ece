package chat.local.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a FIFO queue remembers of the messages sent to it: five minutes, whether or not they have
/// been received or deleted since.
final class Deduplication {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Map<String, Message> sent = new LinkedHashMap<>();

    Optional<Message> find(String deduplicationId, Instant now) {
        Instant oldest = now.minus(INTERVAL);
        sent.values().removeIf(message -> !message.sentAt().isAfter(oldest));
        return Optional.ofNullable(sent.get(deduplicationId));
    }

    void remember(String deduplicationId, Message message) {
        sent.put(deduplicationId, message);
    }
}
