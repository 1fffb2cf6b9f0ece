package chat.search;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.SearchQuery;
import chat.domain.UserId;
import chat.inmemory.InMemoryChat;
import chat.inmemory.Tap;
import chat.protocol.ClientFrame.Position;
import chat.protocol.Hide;
import chat.protocol.Search;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;
import chat.protocol.ServerFrame.Hit;
import chat.protocol.ServerFrame.Searched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Users who write messages, change them and search for them.
final class Talk {
    private final InMemoryChat chat;
    private final Map<UserId, Caller> callers;
    private final AtomicLong sent;

    Talk(InMemoryChat chat) {
        this(chat, new HashMap<>(), new AtomicLong());
    }

    private Talk(InMemoryChat chat, Map<UserId, Caller> callers, AtomicLong sent) {
        this.chat = chat;
        this.callers = callers;
        this.sent = sent;
    }

    /// Returns the same talk, served by functions whose port calls go through `tap`.
    Talk with(Tap tap) {
        return new Talk(chat.with(tap), callers, sent);
    }

    InMemoryChat chat() {
        return chat;
    }

    Caller caller(UserId user) {
        return callers.computeIfAbsent(
                user, _ -> chat.online(user, new DeviceId("phone"), user.value()));
    }

    /// Sends a message and returns its number.
    long say(UserId from, UserId to, String text) {
        caller(to);
        return send(from, to, Entry.NO_TARGET, new Body.Text(text));
    }

    /// Sends an operation and returns its number.
    long send(UserId from, UserId to, long target, Body.Content body) {
        var answer =
                chat.send(
                        caller(from),
                        to,
                        sent.incrementAndGet(),
                        new Position.Unknown(),
                        target,
                        body);
        return ((Accepted) answer).entry().seq();
    }

    void hide(UserId user, UserId peer, long... seqs) {
        var list = Arrays.stream(seqs).boxed().toList();
        hide(user, new Hide.Messages(Optional.empty(), peer, list));
    }

    void clear(UserId user, UserId peer, long upTo) {
        hide(user, new Hide.Clear(Optional.empty(), peer, upTo));
    }

    private void hide(UserId user, Hide frame) {
        chat.services().hideMessages().handle(caller(user), frame, chat.now());
    }

    /// Returns the hits of all pages as `peer seq`.
    List<String> search(UserId user, String query) {
        return search(user, query, Optional.empty(), 20);
    }

    List<String> search(UserId user, String query, Optional<UserId> peer, int limit) {
        return hits(user, query, peer, limit).stream()
                .map(hit -> hit.peer().value() + " " + hit.seq())
                .toList();
    }

    List<Hit> hits(UserId user, String query, Optional<UserId> peer, int limit) {
        var hits = new ArrayList<Hit>();
        Optional<String> cursor = Optional.empty();
        do {
            Searched page = (Searched) ask(user, search(query, peer, limit, cursor));
            hits.addAll(page.hits());
            cursor = page.cursor();
        } while (cursor.isPresent());
        return hits;
    }

    static Search search(String query, Optional<UserId> peer, int limit, Optional<String> cursor) {
        return new Search(
                Optional.of("r1"), SearchQuery.of(query), peer, Long.MAX_VALUE, limit, cursor);
    }

    ServerFrame ask(UserId user, Search search) {
        return chat.services().searchMessages().handle(caller(user), search, chat.now());
    }

    List<Entry> log(UserId user, UserId peer) {
        return chat.ports().log().entries(ConversationId.of(user, peer));
    }
}
