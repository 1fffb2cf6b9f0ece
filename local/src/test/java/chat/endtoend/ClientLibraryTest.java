package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The code in `client` against the running stack: the protocol's acceptance cases, the library
/// under all faults, the examples, and the terminal client in a script.
@ExtendWith(RunningChat.Own.class)
final class ClientLibraryTest {
    private static final Path CLIENT = Path.of("../client");

    private final RunningChat chat;

    ClientLibraryTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void theServerPassesTheProtocolsAcceptanceCases() {
        Program run = Program.run("", acceptance());

        assertThat(run.output()).doesNotContain("FAILED").contains("ok ");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void underFaultsTheLibraryDoesNotLoseDuplicateOrReorderMessages() {
        Program run = Program.run("", acceptance("--faults"));

        assertThat(run.output()).contains("ok ");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aNewcomerInstallsThePackedLibraryAndTwoUsersChat(@TempDir Path empty) {
        List<String> arguments = List.of(address(), empty.toString());
        Program run = Program.run("", node("scripts/newcomer.mjs", arguments));

        assertThat(run.output()).contains("alice wrote: hi\n").endsWith("bob has read it\n");
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "react"})
    void aBuiltExampleChatsWithAnotherUser(String example) {
        Program run = Program.run("", node("scripts/example.mjs", List.of(example, address())));

        assertThat(run.output())
                .isEqualTo(
                        """
                        The other user has: hi
                        The page shows: hi (read)
                        The page shows: %s-peer: hello
                        """,
                        example);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void theTerminalClientSendsAndReceivesInAScript(@TempDir Path store) {
        String alice = RunningChat.person("alice");
        String bob = RunningChat.person("bob");
        Program.run("", terminal(bob, store));
        Program sent = Program.run(bob + ": hi\nGrüß dich 👋\n", terminal(alice, store));
        Program received = Program.run("", terminal(bob, store));

        String log = "PEER\t1\t" + alice + "\t\"hi\"\nPEER\t2\t" + alice + "\t\"Grüß dich 👋\"\n";
        assertThat(sent.output()).isEqualTo(log.replace("PEER", bob));
        assertThat(sent.exitCode()).isZero();
        assertThat(received.output()).isEqualTo(log.replace("PEER", alice));
    }

    private List<String> acceptance(String... more) {
        var arguments = new ArrayList<>(List.of("--local", address()));
        arguments.addAll(List.of(more));
        return node("acceptance/dist/main.js", arguments);
    }

    private List<String> terminal(String user, Path store) {
        return node(
                "terminal/dist/chat.js",
                List.of("--url", address(), "--store", store.toString(), "--user", user));
    }

    private String address() {
        return "http://127.0.0.1:" + chat.port();
    }

    private static List<String> node(String script, List<String> arguments) {
        var command = new ArrayList<String>();
        command.addAll(List.of("node", "--experimental-websocket", "--no-warnings"));
        command.add(CLIENT.resolve(script).toString());
        command.addAll(arguments);
        return command;
    }
}
