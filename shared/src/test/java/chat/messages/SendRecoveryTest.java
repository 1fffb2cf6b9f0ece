package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.InMemoryChat;
import chat.inmemory.Sent;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Accepted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// Each port call of a send fails in turn; a retry completes the send.
final class SendRecoveryTest {
    private static final Position START = new Position.After(0);

    /// A chat of two users; the sender has two devices.
    private record Scene(InMemoryChat chat, Caller phone, Caller laptop, Caller bob) {
        static Scene make() {
            var chat = new InMemoryChat(NOON);
            return new Scene(
                    chat,
                    chat.online(ALICE, PHONE, "alice-phone"),
                    chat.online(ALICE, LAPTOP, "alice-laptop"),
                    chat.online(BOB, PHONE, "bob-phone"));
        }

        List<Entry> log() {
            return chat.ports().log().entries(CONVERSATION);
        }

        ConversationRow rowOfAlice() {
            return chat.ports().conversations().find(ALICE, BOB).orElseThrow();
        }

        ConversationRow rowOfBob() {
            return chat.ports().conversations().find(BOB, ALICE).orElseThrow();
        }
    }

    @Test
    void theCallsAreLogThenRowsThenConnectionsThenPush() {
        Scene scene = Scene.make();
        var faults = Faults.none();

        scene.chat().with(faults).send(scene.phone(), BOB, 1, START);

        assertThat(faults.calls())
                .containsExactly(
                        "MessageLog.newest",
                        "ConversationIndex.find",
                        "Users.find",
                        "MessageLog.append",
                        "ConversationIndex.indexFrom",
                        "ConversationIndex.index",
                        "Connections.of",
                        "Connections.of",
                        "Gateway.post",
                        "Gateway.post");
    }

    @Test
    void usersAreReadOnlyForTheFirstMessageOfAPair() {
        Scene scene = Scene.make();
        scene.chat().send(scene.phone(), BOB, 1, START);
        var faults = Faults.none();

        scene.chat().with(faults).send(scene.phone(), BOB, 2, new Position.After(1));

        assertThat(faults.calls()).doesNotContain("Users.find").hasSize(9);
    }

    @ParameterizedTest
    @EnumSource
    void aRetryCompletesAFirstMessageThatFailedAtAnyCall(Kind kind) {
        int calls = 10;
        for (int at = 1; at <= calls; at++) {
            Scene scene = Scene.make();

            sendWithFault(scene, at, kind, 1, START);
            ServerFrame reply = scene.chat().send(scene.phone(), BOB, 1, START);

            assertHealed(scene, reply, 1, "call " + at + " " + kind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetryCompletesALaterMessageWhileThePeerContinues(Kind kind) {
        int calls = 9;
        for (int at = 1; at <= calls; at++) {
            Scene scene = Scene.make();
            scene.chat().send(scene.phone(), BOB, 1, START);
            scene.chat().take(scene.bob());
            scene.chat().take(scene.laptop());

            sendWithFault(scene, at, kind, 2, new Position.After(1));
            int written = scene.log().size();
            scene.chat().send(scene.bob(), ALICE, 1, new Position.After(1));
            ServerFrame reply = scene.chat().send(scene.phone(), BOB, 2, new Position.After(1));

            assertHealed(scene, reply, written == 2 ? 2 : 3, "call " + at + " " + kind);
        }
    }

    /// `accepted` means that the send is complete, so an incomplete send must not return it.
    @ParameterizedTest
    @EnumSource
    void aFailedSendIsNeverAccepted(Kind kind) {
        for (int at = 1; at <= 10; at++) {
            Scene scene = Scene.make();
            var faults = new Faults(at, kind);

            assertThatThrownBy(() -> scene.chat().with(faults).send(scene.phone(), BOB, 1, START))
                    .isInstanceOf(Fault.class);
        }
    }

    private static void sendWithFault(
            Scene scene, int at, Kind kind, long number, Position position) {
        var faults = new Faults(at, kind);
        assertThatThrownBy(
                        () -> scene.chat().with(faults).send(scene.phone(), BOB, number, position))
                .as("call %s %s", at, kind)
                .isInstanceOf(Fault.class);
    }

    private static void assertHealed(Scene scene, ServerFrame reply, long seq, String when) {
        assertThat(reply).as(when).isInstanceOf(Accepted.class);
        Entry entry = ((Accepted) reply).entry();
        assertThat(entry.seq()).as(when).isEqualTo(seq);
        assertThat(scene.log()).as(when).containsOnlyOnce(entry);
        assertThat(Sent.isChain(scene.log())).as(when).isTrue();
        long last = scene.log().getLast().seq();
        assertThat(scene.rowOfAlice().lastSeq()).as(when).isEqualTo(last);
        assertThat(scene.rowOfBob().lastSeq()).as(when).isEqualTo(last);
        assertThat(Sent.seqs(scene.chat().take(scene.bob()))).as(when).contains(seq);
        assertThat(Sent.seqs(scene.chat().take(scene.laptop()))).as(when).contains(seq);
    }
}
