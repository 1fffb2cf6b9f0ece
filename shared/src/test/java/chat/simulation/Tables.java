package chat.simulation;

import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Presence;
import chat.domain.PresenceVisibility;
import chat.domain.Relation;
import chat.domain.User;
import chat.domain.UserId;
import chat.inmemory.InMemoryConnections;
import chat.inmemory.InMemoryConversations;
import chat.inmemory.InMemoryHiddenMessages;
import chat.inmemory.InMemoryMessageLog;
import chat.inmemory.InMemoryPresenceSubscriptions;
import chat.inmemory.InMemoryServices;
import chat.inmemory.InMemoryTextBlocks;
import chat.inmemory.InMemoryUsers;
import chat.simulation.SettleFunction.Appended;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The tables of a simulated system. They never fail; the ports between services and tables inject
/// faults.
final class Tables {
    /// Few entries, because a change returns all hidden messages of its block, also those missed.
    private static final int HIDDEN_BLOCK = 2;

    private final InMemoryMessageLog log = new InMemoryMessageLog();
    private final InMemoryConversations conversations = new InMemoryConversations();
    private final InMemoryHiddenMessages hidden =
            new InMemoryHiddenMessages(conversations, HIDDEN_BLOCK);
    private final InMemoryTextBlocks blocks = new InMemoryTextBlocks();
    private final InMemoryConnections connections = new InMemoryConnections();
    private final InMemoryUsers users = new InMemoryUsers();
    private final InMemoryPresenceSubscriptions subscriptions = new InMemoryPresenceSubscriptions();
    private final Map<Pair, ConversationId> conversationIds = new HashMap<>();

    InMemoryMessageLog log() {
        return log;
    }

    InMemoryConversations conversations() {
        return conversations;
    }

    InMemoryHiddenMessages hidden() {
        return hidden;
    }

    InMemoryTextBlocks blocks() {
        return blocks;
    }

    InMemoryConnections connections() {
        return connections;
    }

    InMemoryUsers users() {
        return users;
    }

    InMemoryPresenceSubscriptions subscriptions() {
        return subscriptions;
    }

    /// Calls the listeners for entries that are appended, like the filtered streams of the table.
    ///
    /// @param operations receives each operation
    /// @param ends receives the last entry of each block
    void onAppend(Consumer<Appended> operations, Consumer<Appended> ends) {
        log.onAppend(
                (conversation, entry) -> {
                    var appended = new Appended(conversation, entry.seq());
                    if (!entry.kind().isMessage()) {
                        operations.accept(appended);
                    }
                    if (InMemoryServices.LAYOUT.isLast(entry.seq())) {
                        ends.accept(appended);
                    }
                });
    }

    /// The id of a conversation.
    ConversationId conversationId(Pair pair) {
        return conversationIds.computeIfAbsent(
                pair, _ -> ConversationId.of(pair.user(), pair.peer()));
    }

    /// The whole log of a conversation.
    List<Entry> log(Pair pair) {
        return log.entries(conversationId(pair));
    }

    Optional<Entry> entry(Pair pair, long seq) {
        return log.find(conversationId(pair), seq);
    }

    Optional<ConversationRow> row(Pair pair) {
        return conversations.find(pair.user(), pair.peer());
    }

    /// The messages that a user has hidden one by one.
    Set<Long> hidden(Pair pair) {
        Set<Long> all = new TreeSet<>();
        Optional<Long> next = Optional.of(0L);
        while (next.isPresent()) {
            var page =
                    hidden.since(pair.user(), pair.peer(), -1, next.get(), Integer.MAX_VALUE - 1);
            all.addAll(page.seqs());
            next = page.next();
        }
        return all;
    }

    /// The presence of one user that the server would report to another.
    Presence presence(UserId viewer, UserId user, Instant now) {
        Optional<User> seen = users.find(user);
        if (seen.isEmpty()) {
            return Presence.unknown(user, now);
        }
        User viewing = users.find(viewer).orElseThrow();
        Relation relation = conversations.row(viewer, user).relation();
        return Presence.of(seen.get(), connections.of(user), now)
                .seenWith(PresenceVisibility.of(viewing, seen.get(), relation), seen.get());
    }
}
