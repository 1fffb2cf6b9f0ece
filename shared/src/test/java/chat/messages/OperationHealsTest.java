package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Kind;
import chat.inmemory.InMemoryChat;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ServerFrame.Accepted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/// Each port call of an operation fails in turn, and of its repair too; then the tables are as if
/// nothing had failed.
final class OperationHealsTest {
    private static final int CALLS_MAX = 20;

    /// A chat in which Alice has edited her last message twice.
    private static final class Scene {
        private final InMemoryChat chat = new InMemoryChat(NOON);
        private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");

        Scene() {
            chat.online(BOB, PHONE, "bob-phone");
            chat.send(alice, BOB, 1, new Position.After(0));
            operate(chat, 2, new Body.Edit("secret 1"));
            operate(chat, 3, new Body.Edit("secret 2"));
        }

        void operate(InMemoryChat with, long number, Body.Content body) {
            with.send(alice, BOB, number, new Position.After(number - 1), 1, body);
        }

        /// @return whether the operation is in the log
        boolean operateWithFault(int at, Kind kind, Body.Content body) {
            var faults = new Faults(at, kind);
            try {
                operate(chat.with(faults), 4, body);
            } catch (Faults.Fault expected) {
                return log().size() == 4;
            }
            return true;
        }

        void settleWithFault(int at, Kind kind) {
            try {
                chat.with(new Faults(at, kind)).settle(ALICE, BOB, 4);
            } catch (Faults.Fault expected) {
                return;
            }
        }

        List<Entry> log() {
            return chat.ports().log().entries(CONVERSATION);
        }

        ConversationRow row(UserId user, UserId peer) {
            return chat.ports().conversations().find(user, peer).orElseThrow();
        }

        /// The log without the salts, of which a failed append uses one, and the rows without the
        /// cursors, of which the sender alone moves its own.
        List<Object> state() {
            var state = new ArrayList<Object>();
            for (Entry entry : log()) {
                state.add(List.of(entry.seq(), entry.kind(), entry.target(), entry.body()));
                state.add(entry.salt().isPresent());
                state.add(entry.fold());
            }
            chat.ports().blocks().all(CONVERSATION).forEach(block -> state.add(block.texts()));
            for (var row : List.of(row(ALICE, BOB), row(BOB, ALICE))) {
                state.add(row.lastSeq());
                state.add(row.lastMessage());
                state.add(row.operations());
                state.add(row.peerMessages());
            }
            return state;
        }
    }

    private static List<Body.Content> operations() {
        return List.of(new Body.Edit("secret 3"), new Body.Remove(), new Body.Reaction("👍"));
    }

    private static List<Object> expected(Body.Content operation) {
        var scene = new Scene();
        scene.operate(scene.chat, 4, operation);
        return scene.state();
    }

    @Test
    void theCallsOfARemovalAreFoldThenEraseThenBlockThenRows() {
        var scene = new Scene();
        var faults = Faults.none();

        scene.operate(scene.chat.with(faults), 4, new Body.Remove());

        assertThat(faults.calls())
                .containsExactly(
                        "MessageLog.newest",
                        "ConversationIndex.find",
                        "MessageLog.current",
                        "MessageLog.append",
                        "MessageLog.fold",
                        "MessageLog.erase",
                        "MessageLog.erase",
                        "TextBlocks.find",
                        "MessageLog.after",
                        "TextBlocks.put",
                        "ConversationIndex.indexOperation",
                        "ConversationIndex.indexOperation",
                        "Connections.of",
                        "Connections.of",
                        "Gateway.post");
    }

    @ParameterizedTest
    @EnumSource
    void settlingFinishesAnOperationThatFailedAtAnyCall(Kind kind) {
        for (Body.Content operation : operations()) {
            for (int at = 1; at <= CALLS_MAX; at++) {
                var scene = new Scene();
                if (scene.operateWithFault(at, kind, operation)) {
                    scene.chat.settle(ALICE, BOB, 4);

                    assertThat(scene.state())
                            .as("%s, call %d %s", operation, at, kind)
                            .isEqualTo(expected(operation));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void settlingMayFailAtAnyCallAndBeRepeated(Kind kind) {
        for (Body.Content operation : operations()) {
            for (int at = 1; at <= CALLS_MAX; at++) {
                var scene = new Scene();
                scene.operateWithFault(5, Kind.CRASH_BEFORE, operation);

                scene.settleWithFault(at, kind);
                scene.chat.settle(ALICE, BOB, 4);

                assertThat(scene.state())
                        .as("%s, call %d %s", operation, at, kind)
                        .isEqualTo(expected(operation));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetryFinishesAnOperationThatFailedAtAnyCall(Kind kind) {
        for (Body.Content operation : operations()) {
            for (int at = 1; at <= CALLS_MAX; at++) {
                var scene = new Scene();
                scene.operateWithFault(at, kind, operation);

                var reply =
                        scene.chat.send(scene.alice, BOB, 4, new Position.After(3), 1, operation);

                String when = operation + ", call " + at + " " + kind;
                assertThat(reply).as(when).isInstanceOf(Accepted.class);
                assertThat(scene.state()).as(when).isEqualTo(expected(operation));
            }
        }
    }

    /// The message's own sender dies before the rows, and the removal moves the rows beyond it. Its
    /// retry must not bring the text back.
    @Test
    void aLateRetryOfARemovedMessageDoesNotShowItsText() {
        var chat = new InMemoryChat(NOON);
        Caller alice = chat.online(ALICE, PHONE, "alice-phone");
        chat.online(BOB, PHONE, "bob-phone");
        try {
            chat.with(new Faults(5, Kind.CRASH_BEFORE)).send(alice, BOB, 1, new Position.After(0));
        } catch (Faults.Fault expected) {
            assertThat(chat.ports().log().entries(CONVERSATION)).hasSize(1);
        }
        chat.send(alice, BOB, 2, new Position.After(1), 1, new Body.Remove());

        chat.send(alice, BOB, 1, new Position.After(0));

        var row = chat.ports().conversations().find(BOB, ALICE).orElseThrow();
        assertThat(row.lastMessage().orElseThrow().text()).isEmpty();
        assertThat(row.lastSeq()).isEqualTo(2);
    }
}
