package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.inmemory.Faults;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryChat;
import chat.limits.Limit;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

/// Rate limits of messages. Alice is the sender.
final class AdmissionTest {
    private static final Position START = new Position.After(0);
    private static final String PAIR = "alice>" + ConversationId.of(ALICE, BOB).value();

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = chat.online(ALICE, PHONE, "alice");

    AdmissionTest() {
        chat.online(BOB, PHONE, "bob");
    }

    @Test
    void aMessageCountsForItsSenderThePairAndANewConversation() {
        chat.send(phone, BOB, 1, START);
        chat.send(phone, BOB, 2, new Position.After(1));

        assertThat(chat.ports().limits().counted())
                .containsExactly(
                        "MESSAGES alice",
                        "MESSAGES_TO_PEER " + PAIR,
                        "NEW_CONVERSATIONS alice",
                        "MESSAGES alice",
                        "MESSAGES_TO_PEER " + PAIR);
    }

    @ParameterizedTest
    @EnumSource(names = {"MESSAGES", "MESSAGES_TO_PEER"})
    void tooManyMessagesAreRejectedBeforeAnythingIsRead(Limit limit) {
        chat.ports().limits().reach(limit, Duration.ofMillis(250));
        var faults = Faults.none();

        var rejected = (Rejected) chat.with(faults).send(phone, BOB, 1, START);

        assertThat(rejected.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(rejected.retryAfter()).contains(Duration.ofMillis(250));
        assertThat(rejected.peer()).contains(BOB);
        assertThat(rejected.clientMessageId()).contains(InMemoryChat.messageId(ALICE, 1));
        assertThat(faults.calls()).isEmpty();
    }

    @Test
    void reactionsHaveALimitOfTheirOwn() {
        chat.send(phone, BOB, 1, START);
        chat.ports().limits().reach(Limit.REACTIONS, Duration.ofMillis(250));
        Position end = new Position.After(1);

        var reaction = chat.send(phone, BOB, 2, end, 1, new Body.Reaction("👍"));

        assertThat(code(reaction)).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(chat.send(phone, BOB, 3, end, 1, new Body.Edit("better")))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void aMessageRejectedByALimitIsRetriedAsTheSameMessage() {
        ServerFrame first = chat.send(phone, BOB, 1, START);
        chat.ports().limits().reach(Limit.MESSAGES, Duration.ofMillis(250));
        assertThat(chat.send(phone, BOB, 1, START)).isInstanceOf(Rejected.class);
        chat.ports().limits().open();

        assertThat(chat.send(phone, BOB, 1, START)).isEqualTo(first);
    }

    @Test
    void theLimitOfNewConversationsDoesNotAffectExistingOnes() {
        chat.send(phone, BOB, 1, START);
        chat.online(CAROL, PHONE, "carol");
        chat.ports().limits().reach(Limit.NEW_CONVERSATIONS, Duration.ofMinutes(1));

        assertThat(code(chat.send(phone, CAROL, 1, START))).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(chat.send(phone, BOB, 2, new Position.After(1))).isInstanceOf(Accepted.class);
    }

    /// The first message is in the log, but its function crashed before it wrote the rows.
    @Test
    void aConversationWithALoggedEntryIsNotNew() {
        Hook dies =
                new Hook(
                        "ConversationIndex.indexFrom",
                        () -> {
                            throw new IllegalStateException("crashed before the rows");
                        });
        assertThatThrownBy(() -> chat.with(dies).send(phone, BOB, 1, START))
                .hasMessage("crashed before the rows");
        chat.ports().limits().reach(Limit.NEW_CONVERSATIONS, Duration.ofMinutes(1));

        assertThat(chat.send(phone, BOB, 2, new Position.After(1))).isInstanceOf(Accepted.class);
    }

    /// Otherwise a client could test without limit which users exist.
    @Test
    void messagesToUnknownUsersCountTowardsTheLimit() {
        assertThat(code(chat.send(phone, CAROL, 1, START))).isEqualTo(ErrorCode.UNKNOWN_USER);
        chat.ports().limits().reach(Limit.NEW_CONVERSATIONS, Duration.ofMinutes(1));

        assertThat(code(chat.send(phone, CAROL, 1, START))).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    private static ErrorCode code(ServerFrame reply) {
        return ((Rejected) reply).code();
    }
}
