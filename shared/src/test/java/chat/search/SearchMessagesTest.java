package chat.search;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.Match;
import chat.domain.SearchQuery;
import chat.domain.UserId;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.limits.Limit;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.Search;
import chat.protocol.ServerFrame.Hit;
import chat.protocol.ServerFrame.Rejected;
import chat.protocol.ServerFrame.Searched;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class SearchMessagesTest {
    private static final Optional<String> NO_CURSOR = Optional.empty();

    private final Talk talk = new Talk(new InMemoryChat(NOON));

    @Test
    void messagesOfAllConversationsAreFoundNewestFirst() {
        talk.say(ALICE, BOB, "Tea with José");
        talk.say(BOB, ALICE, "coffee");
        talk.say(BOB, ALICE, "jose likes TEA");
        talk.chat().ports().clock().advance(Duration.ofSeconds(1));
        talk.say(CAROL, ALICE, "tea: ask Josefine");
        talk.say(BOB, CAROL, "tea jose, not for alice");

        assertThat(talk.search(ALICE, "jose tea"))
                .containsExactly(CAROL.value() + " 1", BOB.value() + " 3", BOB.value() + " 1");
        assertThat(talk.search(ALICE, "tea", Optional.of(BOB), 20))
                .containsExactly(BOB.value() + " 3", BOB.value() + " 1");
        assertThat(talk.search(ALICE, "milk")).isEmpty();
    }

    @Test
    void aHitHasItsSenderTimeAndSnippet() {
        talk.say(BOB, ALICE, "我家在上海东边");

        List<Hit> hits = talk.hits(ALICE, "上海", Optional.empty(), 20);

        Hit hit = hits.getFirst();
        assertThat(hits).hasSize(1);
        assertThat(hit.peer()).isEqualTo(BOB);
        assertThat(hit.from()).isEqualTo(BOB);
        assertThat(hit.sentAt()).isEqualTo(NOON);
        assertThat(hit.snippet().text()).isEqualTo("我家在上海东边");
        assertThat(hit.snippet().matches()).containsExactly(new Match(3, 5));
    }

    @Test
    void anEditedMessageIsFoundByItsLastText() {
        long seq = talk.say(ALICE, BOB, "at six");
        talk.send(ALICE, BOB, seq, new Body.Edit("at seven"));
        talk.send(ALICE, BOB, seq, new Body.Edit("at eight"));

        assertThat(talk.search(BOB, "eight")).containsExactly(ALICE.value() + " 1");
        assertThat(talk.search(BOB, "six")).isEmpty();
        assertThat(talk.search(BOB, "seven")).isEmpty();
    }

    @Test
    void aRemovedMessageIsNotFound() {
        long seq = talk.say(ALICE, BOB, "secret");
        talk.send(ALICE, BOB, seq, new Body.Edit("secret edited"));
        talk.send(ALICE, BOB, seq, new Body.Remove());

        assertThat(talk.search(ALICE, "secret")).isEmpty();
        assertThat(talk.search(BOB, "secret")).isEmpty();
    }

    @Test
    void hiddenAndClearedMessagesAreNotFoundByTheirUser() {
        for (int i = 1; i <= 5; i++) {
            talk.say(ALICE, BOB, "tea " + i);
        }

        talk.hide(BOB, ALICE, 4);
        talk.clear(BOB, ALICE, 2);

        assertThat(talk.search(BOB, "tea"))
                .containsExactly(ALICE.value() + " 5", ALICE.value() + " 3");
        assertThat(talk.search(ALICE, "tea")).hasSize(5);
    }

    @Test
    void pagesContinueWhereTheyEnd() {
        for (int i = 1; i <= 150; i++) {
            talk.say(ALICE, i % 3 == 0 ? CAROL : BOB, "tea " + i);
        }

        for (int limit : new int[] {1, 7, 50}) {
            assertThat(talk.search(ALICE, "tea", Optional.empty(), limit))
                    .hasSize(150)
                    .doesNotHaveDuplicates();
        }
    }

    /// The clock moves while the search reads.
    @Test
    void aRequestThatHasSpentItsBudgetEndsWithACursor() {
        for (int i = 0; i < 40; i++) {
            talk.say(ALICE, new UserId("peer" + i), i == 0 ? "tea" : "milk");
        }
        var clock = talk.chat().ports().clock();
        var slow = talk.with(new Hook("MessageLog.newest", () -> clock.advance(Budget.TIME_MAX)));

        var first = (Searched) slow.ask(ALICE, Talk.search("tea", Optional.empty(), 20, NO_CURSOR));

        assertThat(first.cursor()).isPresent();
        assertThat(slow.search(ALICE, "tea")).containsExactly("peer0 1");
    }

    @Test
    void onlyMessagesBeforeAnEntryAreFound() {
        for (int i = 1; i <= 5; i++) {
            talk.say(ALICE, BOB, "tea " + i);
        }
        var search =
                new Search(
                        Optional.empty(),
                        SearchQuery.of("tea"),
                        Optional.of(BOB),
                        3,
                        20,
                        NO_CURSOR);

        assertThat(((Searched) talk.ask(ALICE, search)).hits())
                .extracting(Hit::seq)
                .containsExactly(2L, 1L);
    }

    @Test
    void aPageFitsIntoAFrame() {
        for (int i = 0; i < 60; i++) {
            talk.say(ALICE, BOB, "tea" + "\u0001".repeat(300));
        }

        Searched page =
                (Searched) talk.ask(ALICE, Talk.search("tea", Optional.empty(), 50, NO_CURSOR));

        assertThat(FrameEncoder.encode(page).getBytes(StandardCharsets.UTF_8).length)
                .isBetween(20_000, 32_000);
        assertThat(talk.search(ALICE, "tea", Optional.empty(), 50)).hasSize(60);
    }

    @Test
    void aConversationWhoseFirstSenderDiedIsSearched() {
        assertThat(talk.search(ALICE, "tea", Optional.of(BOB), 20)).isEmpty();
        talk.say(BOB, ALICE, "tea");

        assertThat(talk.search(ALICE, "tea", Optional.of(BOB), 20)).hasSize(1);
    }

    /// The order of a group may change between two pages.
    @Test
    void aConversationThatMovesInItsGroupIsStillSearched() {
        for (int i = 0; i < 6; i++) {
            talk.chat().ports().clock().advance(Duration.ofSeconds(1));
            talk.say(ALICE, new UserId("peer" + i), "tea");
        }
        var first = (Searched) talk.ask(ALICE, Talk.search("tea", Optional.empty(), 2, NO_CURSOR));
        talk.chat().ports().clock().advance(Duration.ofSeconds(1));
        talk.say(ALICE, new UserId("peer0"), "milk");

        var rest =
                (Searched) talk.ask(ALICE, Talk.search("tea", Optional.empty(), 9, first.cursor()));

        assertThat(first.hits()).extracting(hit -> hit.peer().value()).contains("peer5", "peer4");
        assertThat(rest.hits())
                .extracting(hit -> hit.peer().value())
                .containsExactlyInAnyOrder("peer0", "peer1", "peer2", "peer3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "AAAA", "MjA3MTc6YWxpY2U", "\ud800"})
    void aForeignCursorIsRejected(String cursor) {
        assertInvalid(Talk.search("tea", Optional.empty(), 20, Optional.of(cursor)));
    }

    @Test
    void aCursorOfAnotherSearchIsRejected() {
        talk.say(ALICE, BOB, "tea");
        talk.say(ALICE, BOB, "tea");
        var page = (Searched) talk.ask(ALICE, Talk.search("tea", Optional.empty(), 1, NO_CURSOR));

        assertThat(page.cursor()).isPresent();
        assertInvalid(Talk.search("milk", Optional.empty(), 1, page.cursor()));
        assertInvalid(Talk.search("tea", Optional.of(BOB), 1, page.cursor()));
        assertThat(talk.ask(ALICE, Talk.search("TEA ", Optional.empty(), 5, page.cursor())))
                .isInstanceOf(Searched.class);
    }

    private void assertInvalid(Search search) {
        Rejected rejected = (Rejected) talk.ask(ALICE, search);

        assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(rejected.message()).startsWith("cursor must come from");
    }

    @Test
    void searchingOneselfIsRejected() {
        var answer = talk.ask(ALICE, Talk.search("tea", Optional.of(ALICE), 20, NO_CURSOR));

        assertThat(((Rejected) answer).code()).isEqualTo(ErrorCode.INVALID_FIELD);
    }

    @Test
    void tooManySearchesAreRejectedBeforeAnythingIsRead() {
        talk.chat().ports().limits().reach(Limit.SEARCHES, Duration.ofSeconds(20));

        var answer =
                (Rejected) talk.ask(ALICE, Talk.search("tea", Optional.empty(), 20, NO_CURSOR));

        assertThat(answer.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(20));
        assertThat(talk.chat().ports().limits().counted())
                .containsExactly(Limit.SEARCHES + " " + ALICE.value());
    }
}
