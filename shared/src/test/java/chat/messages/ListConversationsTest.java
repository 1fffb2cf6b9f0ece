package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.inmemory.InMemoryConversations;
import chat.inmemory.InMemoryUsers;
import chat.inmemory.SequentialParallel;
import chat.port.Samples;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame.ConversationsPage;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ListConversationsTest {
    private static final Caller CALLER =
            new Caller(ALICE, PHONE, new ConnectionId("alice"), NOON.plusSeconds(60));

    private final InMemoryConversations conversations = new InMemoryConversations();
    private final ListConversations list =
            new ListConversations(conversations, new InMemoryUsers(), new SequentialParallel());

    @Test
    void aNewUserHasAnEmptyPage() {
        ConversationsPage page = page(50, Optional.empty());

        assertThat(page.rows()).isEmpty();
        assertThat(page.cursor()).isEmpty();
        assertThat(page.requestId()).contains("r4");
    }

    @Test
    void aPageIsSortedByDayAndThenByLastActivity() {
        start("yesterday", NOON.minus(Duration.ofDays(1)));
        start("noon", NOON);
        start("one", NOON.plusSeconds(3_600));
        start("tomorrow", NOON.plus(Duration.ofDays(1)));
        start("two", NOON.plusSeconds(7_200));

        assertThat(peers(page(50, Optional.empty())))
                .containsExactly("tomorrow", "two", "one", "noon", "yesterday");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 30, 59, 60, 61, 100})
    void pagesCoverTheWholeListAndTheLastHasNoCursor(int limit) {
        for (int n = 0; n < 60; n++) {
            start("peer-" + n, NOON.plus(Duration.ofDays(n % 4)).plusSeconds(n));
        }

        List<String> read = new ArrayList<>();
        ConversationsPage page = page(limit, Optional.empty());
        int pages = 1;
        read.addAll(peers(page));
        while (page.cursor().isPresent()) {
            assertThat(page.rows()).hasSize(limit);
            page = page(limit, page.cursor());
            pages++;
            assertThat(page.rows()).isNotEmpty();
            read.addAll(peers(page));
        }

        assertThat(read).hasSize(60).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo((60 + limit - 1) / limit);
    }

    @Test
    void aPageEndsWhenTheFrameIsFull() {
        for (int n = 0; n < 100; n++) {
            start("%0128d".formatted(n), NOON);
        }

        List<String> read = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ConversationsPage page = page(100, cursor);
            assertThat(FrameEncoder.encode(page).getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(FrameSize.BYTES_MAX);
            read.addAll(peers(page));
            cursor = page.cursor();
        } while (cursor.isPresent());

        assertThat(read).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void everyValidPeerIdWorksInACursor() {
        for (UserId peer : Samples.ODD_USERS) {
            start(peer.value(), NOON);
        }

        List<String> read = new ArrayList<>();
        ConversationsPage page = page(1, Optional.empty());
        read.addAll(peers(page));
        while (page.cursor().isPresent()) {
            page = page(1, page.cursor());
            read.addAll(peers(page));
        }

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        Samples.ODD_USERS.stream().map(UserId::value).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "bm90IG91cnM", "OnBlZXI", "MTo", "MTrDpA"})
    void anInvalidCursorIsRejected(String cursor) {
        var frame = new ClientFrame.Conversations(Optional.of("r4"), 50, Optional.of(cursor));

        Rejected rejected = (Rejected) list.handle(CALLER, frame);

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).startsWith("cursor ");
        assertThat(rejected.requestId()).contains("r4");
    }

    @Test
    void settingsAndUnreadComeFromTheRow() {
        start("bob", NOON);
        conversations.change(ALICE, BOB, Map.of(Setting.ARCHIVED, true), NOON);

        ConversationRow row = page(50, Optional.empty()).rows().getFirst();

        assertThat(row).isEqualTo(conversations.find(ALICE, BOB).orElseThrow());
        assertThat(row.unread()).isEqualTo(1);
        assertThat(row.settings().has(Setting.ARCHIVED)).isTrue();
    }

    private void start(String peer, Instant at) {
        var from = new UserId(peer);
        var draft = Samples.draft(from, Samples.id(1), Samples.text("hello"));
        Entry entry = Entry.next(Optional.empty(), draft, Samples.salt(1), at);
        conversations.index(ALICE, from, entry, at);
    }

    private ConversationsPage page(int limit, Optional<String> cursor) {
        var frame = new ClientFrame.Conversations(Optional.of("r4"), limit, cursor);
        return (ConversationsPage) list.handle(CALLER, frame);
    }

    private static List<String> peers(ConversationsPage page) {
        return page.rows().stream().map(row -> row.peer().value()).toList();
    }
}
