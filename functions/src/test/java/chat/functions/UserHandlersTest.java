package chat.functions;

import static chat.functions.HandledChat.ALICE;
import static chat.functions.HandledChat.BOB;
import static chat.functions.HandledChat.SAMPLE;
import static chat.functions.HandledChat.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import chat.domain.Caller;
import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.inmemory.InMemoryGateway.Socket;
import chat.limits.Limit;
import chat.limits.Rate;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Profiles, settings and operator commands. Alice's phone sends the requests, Bob's is online.
final class UserHandlersTest {
    private static final String LIMITS =
            "MESSAGES=600,72000 MESSAGES_TO_PEER=300,36000 REACTIONS=120,7200"
                    + " NEW_CONVERSATIONS=60,60 LOOKUPS=60,60 PROFILE_CHANGES=60,60"
                    + " SETTINGS_CHANGES=600,600 SEARCHES=60,180 PRESENCE_WATCHES=99,99 TYPING=9,99"
                    + " FRAMES=200,180000 FRAME_ITEMS=99,99";

    private final HandledChat chat = new HandledChat();
    private final Caller alice = chat.alice();
    private final Caller bob = chat.bob();

    @Test
    void profilesAreReturned() {
        assertThat(reply(invoke(chat.profile(), "profile")))
                .containsEntry("type", "profile")
                .containsEntry("requestId", "r7")
                .extractingByKey("users", LIST)
                .hasSize(2);
    }

    @Test
    void aUserIsFoundByPhoneNumber() {
        chat.state()
                .ports()
                .users()
                .claim(BOB, new ContactNumber("+4915198765432"), chat.state().now());

        assertThat(reply(invoke(chat.profile(), "profile-find")))
                .containsEntry("requestId", "r9")
                .extractingByKey("users", LIST)
                .singleElement()
                .asString()
                .contains("bob")
                .doesNotContain("+49");
    }

    @Test
    void profilesAreChanged() {
        assertThat(reply(invoke(chat.profile(), "profile-set"))).containsEntry("requestId", "r8");

        var user = chat.state().ports().users().find(ALICE).orElseThrow();
        assertThat(user.name().orElseThrow().value()).isEqualTo("Alice B.");
        assertThat(user.privacy().readReceipts()).isFalse();
    }

    @Test
    void mutingAConversationNotifiesTheOtherDevice() {
        Caller laptop = chat.state().online(ALICE, new DeviceId("laptop"), "YWxpY2UtMTIzNDU=");

        assertThat(reply(invoke(chat.conversation(), "conversation")))
                .containsEntry("type", "conversation")
                .containsEntry("requestId", "r10")
                .containsEntry("peer", "bob")
                .containsEntry("muted", true);
        assertThat(chat.received(laptop.connection())).hasSize(1);
        assertThat(chat.received(alice.connection())).isEmpty();
        assertThat(chat.received(bob.connection())).isEmpty();
    }

    @Test
    void hidingMessagesNotifiesTheOtherDevice() {
        chat.talk(alice, bob, 2);
        Caller laptop = chat.state().online(ALICE, new DeviceId("laptop"), "YWxpY2UtMTIzNDU=");

        assertThat(reply(invoke(chat.conversation(), "hide")))
                .containsEntry("type", "hidden")
                .containsEntry("requestId", "r13")
                .containsEntry("peer", "bob")
                .containsEntry("version", 1)
                .doesNotContainKey("seqs");
        assertThat(chat.received(laptop.connection()))
                .singleElement()
                .satisfies(
                        frame ->
                                assertThat(frame)
                                        .containsEntry("type", "hidden")
                                        .containsEntry("seqs", List.of(1, 2)));
    }

    @Test
    void aRateLimitedAnswerHasARetryTime() {
        chat.state().ports().limits().reach(Limit.SETTINGS_CHANGES, Duration.ofMillis(750));

        assertThat(reply(invoke(chat.conversation(), "conversation")))
                .containsEntry("code", "rateLimited")
                .containsEntry("retryable", true)
                .containsEntry("retryAfterMs", 750)
                .containsEntry("peer", "bob");
    }

    @Test
    void tooManyFramesOfAUserAreRejected() {
        chat.state().ports().limits().reach(Limit.FRAMES, Duration.ofSeconds(1));

        assertThat(reply(invoke(chat.conversation(), "conversation")))
                .containsEntry("requestId", "r10")
                .containsEntry("code", "rateLimited")
                .containsEntry("retryAfterMs", 1_000);
    }

    @Test
    void aFrameCountsEachOfItsItems() {
        invoke(chat.profile(), "profile");

        assertThat(chat.state().ports().limits().counted())
                .containsExactly("FRAMES alice", "FRAME_ITEMS alice 2");
    }

    @Test
    void aUserIsDisabledAndEnabledAgain() {
        assertThat(invoke(chat.operate(), "operate"))
                .isEqualTo(Map.of("outcome", "done", "closed", 1, "pending", 0));
        assertThat(chat.state().ports().gateway().socket(bob.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.state().ports().users().find(BOB).orElseThrow().enabled()).isFalse();

        assertThat(operate("enable-user", "bob")).isEqualTo(Map.of("outcome", "done"));
        assertThat(chat.state().ports().users().find(BOB).orElseThrow().enabled()).isTrue();
    }

    @Test
    void aCommandForAnUnknownUserAnswersUnknownUser() {
        assertThat(operate("disable-user", "nobody")).isEqualTo(Map.of("outcome", "unknownUser"));
        assertThat(operate("enable-user", "nobody")).isEqualTo(Map.of("outcome", "unknownUser"));
    }

    @Test
    void anUnknownCommandFailsWithoutEffect() {
        assertThatThrownBy(() -> operate("delete-user", "bob"))
                .hasMessageContaining(
                        "command must be disable-user, enable-user, settle, count-blocks");
        assertThatThrownBy(() -> operate("disable-user", ""))
                .hasMessageContaining("must have 1 to 128 characters");
        assertThatThrownBy(() -> LambdaRuntime.invoke(chat.operate(), "{\"command\":null}"))
                .hasMessageContaining(
                        "command must be disable-user, enable-user, settle, count-blocks");
        assertThat(chat.state().ports().users().find(BOB).orElseThrow().enabled()).isTrue();
    }

    @Test
    void commandsAreLogged() {
        invoke(chat.operate(), "operate");

        assertThat(chat.logged())
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line)
                                        .containsEntry("user", RequestLog.hash("bob"))
                                        .containsEntry("frame", "disable-user"));
        assertThat(chat.received(SAMPLE)).isEmpty();
    }

    @Test
    void limitsAreReadFromTheirVariables() {
        var variables = new Variables(Map.of("LIMITS", LIMITS));

        assertThat(LimitsVariable.limits(variables))
                .containsOnlyKeys(Limit.values())
                .containsEntry(Limit.MESSAGES, new Rate(600, 72_000))
                .containsEntry(Limit.FRAMES, new Rate(200, 180_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOOKUPS=60,60",
                "LOOKUPS=60",
                "lookups=1,1",
                "LOOKUPS=60,60 X=1,1",
                "LOOKUPS=0,60",
                "LOOKUPS=60,9999999",
                "="
            })
    void malformedLimitsFailTheFunctionAtItsStart(String limits) {
        var variables = new Variables(Map.of("LIMITS", limits));

        assertThatIllegalStateException().isThrownBy(() -> LimitsVariable.limits(variables));
    }

    private Map<String, Object> operate(String command, String user) {
        return LambdaRuntime.invoke(
                chat.operate(), "{\"command\":\"" + command + "\",\"user\":\"" + user + "\"}");
    }

    private static Map<String, Object> invoke(RequestHandler<?, ?> handler, String sample) {
        return LambdaRuntime.invoke(handler, EventSamples.text(sample + ".json"));
    }
}
