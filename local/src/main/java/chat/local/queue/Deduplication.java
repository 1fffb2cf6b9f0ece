package chat.local.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The deduplication memory of a FIFO queue. It remembers messages for five minutes, even if they
/// have been received or deleted.
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
