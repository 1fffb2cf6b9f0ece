package chat.simulation;

import chat.domain.UserId;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A device's disk.
final class Store {
    private final Chain chain;
    private final Map<UserId, Talk> talks = new TreeMap<>();
    private final Map<UserId, Deque<Item>> outbox = new TreeMap<>();
    private final Deque<Choice> choices = new ArrayDeque<>();
    private final Set<UserId> repeated = new TreeSet<>();
    private final Set<UserId> watched = new TreeSet<>();
    private Optional<Instant> since = Optional.empty();

    Store(Chain chain) {
        this.chain = chain;
    }

    /// A message that is not accepted yet.
    static final class Item {
        private final UserId to;
        private final String id;
        private final String text;
        private int tries;
        private OptionalLong firstAfter = OptionalLong.empty();

        Item(UserId to, String id, String text) {
            this.to = to;
            this.id = id;
            this.text = text;
        }

        UserId to() {
            return to;
        }

        String id() {
            return id;
        }

        String text() {
            return text;
        }

        /// How far the device held the conversation at the first try: the message cannot stand
        /// before that.
        OptionalLong firstAfter() {
            return firstAfter;
        }

        int tries() {
            return tries;
        }

        /// Notes a try.
        ///
        /// @param after how far the device holds the conversation
        void tried(long after) {
            tries++;
            if (firstAfter.isEmpty()) {
                firstAfter = OptionalLong.of(after);
            }
        }
    }

    Talk talk(UserId peer) {
        return talks.computeIfAbsent(peer, _ -> new Talk(peer, chain));
    }

    Collection<Talk> talks() {
        return talks.values();
    }

    /// The messages to one peer, in the order in which they were written.
    Deque<Item> outbox(UserId peer) {
        return outbox.computeIfAbsent(peer, _ -> new ArrayDeque<>());
    }

    Map<UserId, Deque<Item>> outbox() {
        return outbox;
    }

    /// What the user set and nobody has answered yet, in order.
    Deque<Choice> choices() {
        return choices;
    }

    /// For whom something was set by a request that was repeated: what became of the last try may
    /// never have been told.
    Set<UserId> repeated() {
        return repeated;
    }

    /// Whose presence the user wants to know.
    Set<UserId> watched() {
        return watched;
    }

    Optional<Instant> since() {
        return since;
    }

    void since(Instant at) {
        since = Optional.of(at);
    }
}
