package chat.functions;

import static chat.functions.HandledChat.ALICE;
import static chat.functions.HandledChat.BOB;
import static chat.functions.HandledChat.CAROL;
import static chat.functions.HandledChat.SAMPLE;
import static chat.functions.HandledChat.TOKEN_ENDS;
import static chat.functions.HandledChat.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import static java.util.Objects.requireNonNull;

import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.inmemory.InMemoryGateway.Socket;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The message routes. Alice's phone sends the requests, Bob's phone is online.
final class MessageHandlersTest {
    private final HandledChat chat = new HandledChat();
    private final Caller alice = chat.alice();
    private final Caller bob = chat.bob();

    @Test
    void aSentMessageIsAcceptedInTheResponseAndPushed() {
        chat.talk(alice, bob, 2);

        var response = invoke(chat.sendMessage(), "send-message");

        assertThat(response).containsEntry("statusCode", 200).doesNotContainKey("headers");
        assertThat(reply(response))
                .containsEntry("type", "accepted")
                .containsEntry("requestId", "r1")
                .containsEntry("peer", "bob")
                .containsEntry("seq", 3)
                .containsEntry("clientMessageId", "0199a8c4-5b10-7d0f-a2c3-9e8f7a6b5c03");
        assertThat(chat.received(bob.connection()))
                .singleElement(MAP)
                .containsEntry("type", "messages")
                .containsEntry("peer", "alice");
        assertThat(chat.received(SAMPLE)).isEmpty();
    }

    @Test
    void aMessageToAnUnknownUserIsRejected() {
        String event =
                EventSamples.with(
                        "send-message",
                        Map.of(
                                "\\\"bob\\\"", "\\\"dave\\\"",
                                "\\\"after\\\":2", "\\\"after\\\":0"));

        assertThat(reply(LambdaRuntime.invoke(chat.sendMessage(), event)))
                .containsEntry("type", "rejected")
                .containsEntry("code", "unknownUser")
                .containsEntry("requestId", "r1")
                .containsEntry("retryable", false);
    }

    @ParameterizedTest
    @CsvSource({
        "send-message-missing-field, invalidField",
        "send-message-not-json, malformedFrame"
    })
    void anInvalidMessageIsRejectedAndNotStored(String sample, String code) {
        assertThat(reply(invoke(chat.sendMessage(), sample)))
                .containsEntry("type", "rejected")
                .containsEntry("code", code);
        assertThat(chat.state().ports().log().after(ConversationId.of(ALICE, BOB), 0, 1)).isEmpty();
    }

    @Test
    void anAckWithoutARequestIdGetsNoAnswer() {
        chat.talk(alice, bob, 3);
        String event =
                EventSamples.withBody(
                        "ack", "{\"action\":\"ack\",\"acks\":[{\"peer\":\"bob\",\"read\":3}]}");

        assertThat(LambdaRuntime.invoke(chat.ack(), event))
                .containsEntry("statusCode", 200)
                .doesNotContainKey("body");

        assertThat(chat.received(SAMPLE)).isEmpty();
        assertThat(chat.received(bob.connection()))
                .singleElement(MAP)
                .containsEntry("type", "receipt")
                .containsEntry("peer", "alice")
                .containsEntry("delivered", 3)
                .containsEntry("read", 3);
    }

    @Test
    void anAckWithARequestIdIsConfirmed() {
        Caller carol = chat.state().online(CAROL, new DeviceId("laptop"), "Y2Fyb2wtMTIzNDU=");
        chat.talk(alice, bob, 3);
        chat.talk(alice, carol, 12);

        assertThat(invoke(chat.ack(), "ack")).doesNotContainKey("body");

        assertThat(chat.received(SAMPLE))
                .containsExactly(Map.of("type", "acked", "requestId", "r2"));
    }

    @Test
    void aRejectedAckIsPostedAndTheOtherIsStored() {
        chat.talk(alice, bob, 3);

        assertThat(invoke(chat.ack(), "ack")).doesNotContainKey("body");

        assertThat(chat.received(SAMPLE))
                .singleElement(MAP)
                .containsEntry("type", "rejected")
                .containsEntry("requestId", "r2")
                .containsEntry("code", "ackBeyondLog")
                .containsEntry("peer", "carol");
        assertThat(chat.received(bob.connection())).hasSize(1);
    }

    /// API Gateway then sends an error frame, and the client acknowledges again.
    @Test
    void anAnswerThatCannotBePostedFailsTheInvocation() {
        chat.state().ports().gateway().set(SAMPLE, Socket.UNKNOWN);

        assertThatThrownBy(() -> invoke(chat.ack(), "ack"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAnswerToAClosedSocketIsDropped() {
        chat.state().ports().gateway().set(SAMPLE, Socket.GONE);

        assertThat(invoke(chat.ack(), "ack")).containsEntry("statusCode", 200);
    }

    @Test
    void aSyncCatchesTheConnectionUp() {
        chat.talk(alice, bob, 3);

        assertThat(invoke(chat.read(), "sync"))
                .containsEntry("statusCode", 200)
                .doesNotContainKey("body");

        List<Map<String, Object>> frames = chat.received(SAMPLE);
        assertThat(types(frames)).containsExactly("messages", "caughtUp");
        assertThat(frames.getFirst()).containsEntry("peer", "bob").containsEntry("after", 1);
        assertThat(frames.getLast()).containsEntry("requestId", "r3").containsEntry("more", false);
    }

    @Test
    void anInvalidSyncIsRejectedByAPost() {
        String event = EventSamples.with("sync", Map.of("{\\\"bob\\\":1}", "{\\\"alice\\\":1}"));

        assertThat(LambdaRuntime.invoke(chat.read(), event)).doesNotContainKey("body");

        assertThat(chat.received(SAMPLE))
                .singleElement(MAP)
                .containsEntry("code", "invalidField")
                .containsEntry("requestId", "r3");
    }

    @Test
    void historyReturnsAPageOfTheLog() {
        chat.talk(alice, bob, 4);

        Map<String, Object> page = reply(invoke(chat.read(), "history"));

        assertThat(page)
                .containsEntry("type", "history")
                .containsEntry("requestId", "r4")
                .containsEntry("peer", "bob")
                .containsEntry("more", true);
        assertThat(page.get("messages")).asInstanceOf(LIST).extracting("seq").containsExactly(2, 3);
        assertThat(chat.received(SAMPLE)).isEmpty();
    }

    @Test
    void conversationsAreListed() {
        chat.talk(alice, bob, 4);

        Map<String, Object> page = reply(invoke(chat.read(), "conversations"));

        assertThat(page).containsEntry("type", "conversations").containsEntry("requestId", "r6");
        assertThat(page.get("conversations"))
                .asInstanceOf(LIST)
                .extracting("peer", "lastSeq", "unread")
                .containsExactly(tuple("bob", 4, 2));
    }

    @Test
    void theReadRoutesWriteNothing() {
        String event =
                EventSamples.withBody(
                        "history",
                        "{\"action\":\"ack\",\"requestId\":\"r9\",\"acks\":[{\"peer\":\"bob\","
                                + "\"read\":1}]}");

        assertThat(reply(LambdaRuntime.invoke(chat.read(), event)))
                .containsEntry("code", "unknownAction")
                .containsEntry("requestId", "r9");
    }

    /// The gateway and the decoder may read a frame's action differently.
    @Test
    void aSyncOnAnotherRouteIsHandledAsASync() {
        String event = EventSamples.withBody("history", "{\"action\":\"sync\"}");

        assertThat(LambdaRuntime.invoke(chat.read(), event))
                .containsEntry("statusCode", 200)
                .doesNotContainKey("body");
        assertThat(types(chat.received(SAMPLE))).containsExactly("caughtUp");
    }

    @ParameterizedTest
    @CsvSource({"default-unknown-action, unknownAction, r7", "default-not-json, malformedFrame, "})
    void aFrameWithoutARouteIsRejected(String sample, String code, String requestId) {
        Map<String, Object> rejected = reply(invoke(chat.fallback(), sample));

        assertThat(rejected).containsEntry("type", "rejected").containsEntry("code", code);
        assertThat(rejected.get("requestId")).isEqualTo(requestId);
    }

    @ParameterizedTest
    @CsvSource({
        "send-message, sendMessage",
        "send-message-not-json, sendMessage",
        "ack, ack",
        "sync, read",
        "history, read",
        "conversations, read",
        "profile, profile",
        "profile-set, profile",
        "profile-find, profile",
        "conversation, conversation",
        "presence, presence",
        "typing, presence",
        "default-unknown-action, fallback",
        "default-not-json, fallback"
    })
    void anExpiredTokenIsRejectedOnEachRoute(String sample, String function) {
        chat.talk(alice, bob, 3);
        chat.state().ports().clock().set(TOKEN_ENDS);

        Map<String, Object> response =
                invoke(requireNonNull(handlers().get(function)).apply(chat), sample);

        boolean oneWay = List.of("ack", "sync", "typing").contains(sample);
        assertThat(response.containsKey("body")).isEqualTo(!oneWay);
        assertThat(oneWay ? chat.received(SAMPLE).getFirst() : reply(response))
                .containsEntry("type", "rejected")
                .containsEntry("code", "tokenExpired");
        assertThat(chat.received(bob.connection())).isEmpty();
        assertThat(chat.logged().getLast()).containsEntry("outcome", "tokenExpired");
    }

    @Test
    void eachRequestHasOneLogLineWithoutItsText() {
        chat.talk(alice, bob, 2);

        invoke(chat.sendMessage(), "send-message");

        assertThat(chat.logged())
                .containsExactly(
                        Map.of(
                                "level",
                                "INFO",
                                "messageId",
                                "R1knPc2ntjMC01A=",
                                "coldStart",
                                true,
                                "connection",
                                SAMPLE.value(),
                                "user",
                                RequestLog.hash("alice"),
                                "frame",
                                "sendMessage",
                                "outcome",
                                "Accepted",
                                "ms",
                                0));
    }

    private static Map<String, Function<HandledChat, RequestHandler<?, ?>>> handlers() {
        return Map.of(
                "sendMessage", HandledChat::sendMessage,
                "ack", HandledChat::ack,
                "read", HandledChat::read,
                "profile", HandledChat::profile,
                "conversation", HandledChat::conversation,
                "presence", HandledChat::presence,
                "fallback", HandledChat::fallback);
    }

    private static Map<String, Object> invoke(RequestHandler<?, ?> handler, String sample) {
        return LambdaRuntime.invoke(handler, EventSamples.text(sample + ".json"));
    }

    private static List<Object> types(List<Map<String, Object>> frames) {
        return frames.stream().map(frame -> requireNonNull(frame.get("type"))).toList();
    }
}
