package chat.local.queue;

import chat.local.template.Queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The messages of a queue in order, with their visibility. Not thread-safe.
final class MessageStore {
    private final Supplier<Queue> settings;
    private final Predicate<Message> deadLetters;
    private final Map<String, Held> messages = new LinkedHashMap<>();

    /// @param settings returns the current settings
    /// @param deadLetters accepts the messages that exceeded the number of receives; without a
    ///   dead-letter queue they stay
    MessageStore(Supplier<Queue> settings, Predicate<Message> deadLetters) {
        this.settings = settings;
        this.deadLetters = deadLetters;
    }

    void put(Message message, Instant visibleAt) {
        messages.put(message.id(), new Held(message, visibleAt));
    }

    /// Receives up to `limit` messages, which are invisible until `visibleAgain`.
    List<Received> receive(int limit, Instant now, Instant visibleAgain) {
        removeExpired(now);
        Set<String> blocked = groupsInFlight(now);
        var received = new ArrayList<Received>();
        for (Held held : List.copyOf(messages.values())) {
            if (received.size() == limit) {
                break;
            }
            if (isBlocked(held, blocked)) {
                continue;
            }
            if (!held.isVisible(now)) {
                held.message.groupId().ifPresent(blocked::add);
            } else if (isExhausted(held) && deadLetters.test(deadLetter(held))) {
                remove(held);
            } else {
                received.add(held.receive(now, visibleAgain));
            }
        }
        return received;
    }

    /// The message that was last received with this receipt handle.
    ///
    /// @throws SqsException if the receipt handle is malformed
    Optional<Held> find(String receipt) {
        int end = receipt.indexOf(Held.SEPARATOR);
        if (end < 0) {
            throw new SqsException(
                    "ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
        }
        return Optional.ofNullable(messages.get(receipt.substring(0, end)))
                .filter(held -> held.receipt().equals(receipt));
    }

    /// Removes the oldest message that can be received now, if it is movable.
    Optional<Message> takeVisible(Instant now, Predicate<Message> movable) {
        removeExpired(now);
        Set<String> blocked = groupsInFlight(now);
        Optional<Held> oldest =
                messages.values().stream()
                        .filter(held -> held.isVisible(now) && !isBlocked(held, blocked))
                        .findFirst()
                        .filter(held -> movable.test(held.message));
        oldest.ifPresent(this::remove);
        return oldest.map(held -> held.message);
    }

    void remove(Held held) {
        messages.remove(held.message.id());
    }

    /// @return how many messages there were
    int clear() {
        int before = messages.size();
        messages.clear();
        return before;
    }

    MessageQueue.Counts counts(Instant now) {
        removeExpired(now);
        int inFlight = 0;
        int delayed = 0;
        for (Held held : messages.values()) {
            if (!held.isVisible(now)) {
                inFlight += held.isReceived() ? 1 : 0;
                delayed += held.isReceived() ? 0 : 1;
            }
        }
        return new MessageQueue.Counts(messages.size() - inFlight - delayed, inFlight, delayed);
    }

    /// The time until the next message becomes visible; empty if none is invisible.
    Optional<Duration> untilNextVisible(Instant now) {
        return messages.values().stream()
                .filter(held -> !held.isVisible(now))
                .map(held -> Duration.between(now, held.visibleAt))
                .min(Duration::compareTo);
    }

    private void removeExpired(Instant now) {
        Instant oldest = now.minus(settings.get().retention());
        messages.values().removeIf(held -> !held.message.sentAt().isAfter(oldest));
    }

    private Set<String> groupsInFlight(Instant now) {
        var groups = new HashSet<String>();
        messages.values().stream()
                .filter(held -> held.isReceived() && !held.isVisible(now))
                .forEach(held -> held.message.groupId().ifPresent(groups::add));
        return groups;
    }

    private boolean isBlocked(Held held, Set<String> blocked) {
        return settings.get().fifo()
                && held.message.groupId().filter(blocked::contains).isPresent();
    }

    private Message deadLetter(Held held) {
        return held.message.givenUpBy(settings.get().name());
    }

    private boolean isExhausted(Held held) {
        return settings.get()
                .redrive()
                .filter(redrive -> held.receives >= redrive.maxReceiveCount())
                .isPresent();
    }

    /// A message with its state.
    static final class Held {
        private static final char SEPARATOR = '#';

        private final Message message;
        private Instant visibleAt;
        private Instant firstReceivedAt = Instant.MAX;
        private int receives;

        private Held(Message message, Instant visibleAt) {
            this.message = message;
            this.visibleAt = visibleAt;
        }

        boolean isVisible(Instant now) {
            return !visibleAt.isAfter(now);
        }

        void hideUntil(Instant instant) {
            visibleAt = instant;
        }

        private boolean isReceived() {
            return receives > 0;
        }

        private String receipt() {
            return message.id() + SEPARATOR + receives;
        }

        private Received receive(Instant now, Instant visibleAgain) {
            receives++;
            visibleAt = visibleAgain;
            firstReceivedAt = receives == 1 ? now : firstReceivedAt;
            return new Received(message, receipt(), receives, firstReceivedAt);
        }
    }
}
