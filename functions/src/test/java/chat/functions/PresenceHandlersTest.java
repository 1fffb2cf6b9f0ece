package chat.functions;

import static chat.functions.HandledChat.ALICE;
import static chat.functions.HandledChat.BOB;
import static chat.functions.HandledChat.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import static java.util.Objects.requireNonNull;

import chat.domain.Caller;
import chat.domain.UserId;
import chat.inmemory.InMemoryAnnouncements.Request;
import chat.inmemory.SequentialParallel;
import chat.limits.Limit;
import chat.protocol.ClientFrame;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Presence and typing. Alice's phone sends the requests, connects and disconnects; Bob's phone is
/// online.
final class PresenceHandlersTest {
    private final HandledChat chat = new HandledChat();
    private final Caller alice = chat.alice();
    private final Caller bob = chat.bob();

    @Test
    void presenceIsAnswered() {
        assertThat(reply(invoke(chat.presence(), "presence")))
                .containsEntry("type", "presence")
                .containsEntry("requestId", "r11")
                .extractingByKey("users", LIST)
                .hasSize(2);
        assertThat(chat.state().ports().subscriptions().of(BOB)).hasSize(1);
        assertThat(chat.state().ports().subscriptions().of(new UserId("carol"))).isEmpty();
    }

    @Test
    void typingIsRelayedWithoutAnAnswer() {
        chat.talk(alice, bob, 2);

        assertThat(invoke(chat.presence(), "typing")).doesNotContainKey("body");

        assertThat(chat.received(bob.connection()))
                .containsExactly(Map.of("type", "typing", "peer", "alice", "state", "started"));
        assertThat(chat.received(alice.connection())).isEmpty();
    }

    @Test
    void typingAboveTheLimitIsRejectedByAPost() {
        chat.state().ports().limits().reach(Limit.TYPING, Duration.ofMillis(500));

        invoke(chat.presence(), "typing");

        assertThat(chat.received(alice.connection()))
                .singleElement()
                .satisfies(
                        frame ->
                                assertThat(frame)
                                        .containsEntry("code", "rateLimited")
                                        .containsEntry("peer", "bob")
                                        .containsEntry("retryAfterMs", 500));
    }

    @Test
    void subscribersAreNotifiedWhenAUserComesOnline() {
        watchAlice();
        chat.state().catchUp(alice);

        assertThat(batch(chat.announce(new SequentialParallel()), "announce-opened")).isEmpty();

        assertThat(chat.received(bob.connection()))
                .singleElement()
                .satisfies(frame -> assertThat(frame).containsEntry("type", "presence"));
    }

    @Test
    void subscribersAreNotifiedFromTheQueueWhenAUserGoesOffline() {
        watchAlice();
        chat.state().ports().connections().remove(ALICE, alice.connection());

        assertThat(batch(chat.announce(new SequentialParallel()), "announce-closed")).isEmpty();
        assertThat(chat.state().ports().announcements().takeAll())
                .containsExactly(new Request(ALICE, true));
        assertThat(batch(chat.reannounce(new SequentialParallel()), "reannounce")).isEmpty();

        assertThat(chat.received(bob.connection())).singleElement().asString().contains("offline");
    }

    @Test
    void aMalformedRecordOrMessageIsReported() {
        assertThat(batch(chat.announce(new SequentialParallel()), "announce-malformed")).hasSize(1);
        assertThat(batch(chat.reannounce(new SequentialParallel()), "reannounce-malformed"))
                .hasSize(1);
        assertThat(chat.logged()).hasSize(2);
    }

    private void watchAlice() {
        var frame =
                new ClientFrame.Presence(Optional.empty(), List.of(ALICE), List.of(), List.of());
        chat.state().services().watchPresence().handle(bob, frame, chat.state().now());
    }

    private static List<?> batch(RequestHandler<?, ?> handler, String event) {
        return (List<?>) requireNonNull(invoke(handler, event).get("batchItemFailures"));
    }

    private static Map<String, Object> invoke(RequestHandler<?, ?> handler, String event) {
        return LambdaRuntime.invoke(handler, EventSamples.text(event + ".json"));
    }
}
