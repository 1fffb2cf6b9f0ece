package chat.simulation;

import chat.domain.UserId;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The persistent storage of a device.
final class DeviceStore {
    private final DigestChain chain;
    private final boolean keepsRemoved;
    private final Map<UserId, ConversationReplica> conversations = new TreeMap<>();
    private final Map<UserId, Deque<OutboxItem>> outbox = new TreeMap<>();
    private final Map<UserId, HiddenReplica> hidden = new TreeMap<>();
    private final Deque<HideRequest> pendingHides = new ArrayDeque<>();
    private final Deque<SettingChange> pendingSettings = new ArrayDeque<>();
    private final Set<UserId> repeated = new TreeSet<>();
    private final Set<UserId> subscriptions = new TreeSet<>();
    private Optional<Instant> since = Optional.empty();

    /// @param keepsRemoved whether the device keeps the text of removed messages, by mistake
    DeviceStore(DigestChain chain, boolean keepsRemoved) {
        this.chain = chain;
        this.keepsRemoved = keepsRemoved;
    }

    /// A message or an operation that is not yet accepted.
    static final class OutboxItem {
        private final UserId to;
        private final String id;
        private final Draft draft;
        private int tries;
        private OptionalLong firstAfter = OptionalLong.empty();

        OutboxItem(UserId to, String id, Draft draft) {
            this.to = to;
            this.id = id;
            this.draft = draft;
        }

        UserId to() {
            return to;
        }

        String id() {
            return id;
        }

        Draft draft() {
            return draft;
        }

        /// How far the device held the conversation at the first try. The message can be in the log
        /// only after that position.
        OptionalLong firstAfter() {
            return firstAfter;
        }

        int tries() {
            return tries;
        }

        /// Records a try.
        ///
        /// @param after how far the device holds the conversation
        void tried(long after) {
            tries++;
            if (firstAfter.isEmpty()) {
                firstAfter = OptionalLong.of(after);
            }
        }
    }

    /// What a user writes.
    ///
    /// @param type the body's type
    /// @param text the text, or the emoji; empty if the type has none
    /// @param target 0 for none
    record Draft(String type, String text, int forwarded, long target) {
        static Draft text(String text) {
            return new Draft("text", text, 0, 0);
        }

        boolean isMessage() {
            return type.equals("text");
        }

        /// The kind of the entry that it becomes.
        String kind() {
            return isMessage() ? ReceivedEntry.MESSAGE : type;
        }
    }

    ConversationReplica conversation(UserId peer) {
        return conversations.computeIfAbsent(
                peer, _ -> new ConversationReplica(peer, chain, keepsRemoved));
    }

    Collection<ConversationReplica> conversations() {
        return conversations.values();
    }

    /// The messages to one peer, oldest first.
    Deque<OutboxItem> outbox(UserId peer) {
        return outbox.computeIfAbsent(peer, _ -> new ArrayDeque<>());
    }

    Map<UserId, Deque<OutboxItem>> outbox() {
        return outbox;
    }

    /// What is hidden of a conversation.
    HiddenReplica hidden(UserId peer) {
        return hidden.computeIfAbsent(peer, _ -> new HiddenReplica());
    }

    /// The peers of the conversations of which something may be hidden.
    List<UserId> hiddenPeers() {
        return List.copyOf(hidden.keySet());
    }

    /// The requests to hide that are not yet answered, oldest first.
    Deque<HideRequest> pendingHides() {
        return pendingHides;
    }

    /// The changes of settings that are not yet answered, oldest first.
    Deque<SettingChange> pendingSettings() {
        return pendingSettings;
    }

    /// The peers with a setting whose request was repeated: the device may never receive the
    /// outcome of the last try.
    Set<UserId> repeated() {
        return repeated;
    }

    /// The users whose presence this device subscribes to.
    Set<UserId> subscriptions() {
        return subscriptions;
    }

    Optional<Instant> since() {
        return since;
    }

    void since(Instant at) {
        since = Optional.of(at);
    }
}
