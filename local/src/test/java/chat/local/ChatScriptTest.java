package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.Arguments.Wrong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The script `./chat`. It runs in a folder without the project, where every build fails.
class ChatScriptTest {
    private static final Path SCRIPT = Path.of("..", "chat");

    @TempDir Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(SCRIPT, folder.resolve("chat"));
    }

    @ParameterizedTest
    @CsvSource({
        "local --prot 1, unknown option: --prot. Did you mean --port?",
        "local --watsh, unknown option: --watsh. Did you mean --watch?",
        "local --cdkout=x, unknown option: --cdkout. Did you mean --cdk-out?",
        "local --nonsense, unknown option: --nonsense",
        "local 8080, unknown option: 8080",
        "local --quiet=no, --quiet takes no value",
        "client --usr bob, unknown option: --usr. Did you mean --user?",
        "client --user, --user needs a value",
        "client --user bob --too alice, unknown option: --too. Did you mean --to?",
        "operate, operate needs a command",
        "operate disable bob, unknown command of operate: disable. Did you mean disable-user?",
        "operate disable-user, disable-user needs the name of a user",
        "operate enable-user bob --locl, unknown option: --locl. Did you mean --local?",
        "operate enable-user bob --stack --local, --stack needs a value",
        "operate enable-user bob --port x, '--port must be a number from 0 to 65535, not: x'",
        "lokal, unknown command: lokal. Did you mean local?",
        "xyzzy, unknown command: xyzzy"
    })
    void theErrorOfAnInvalidCommandLineComesBeforeTheBuild(String words, String message)
            throws Exception {
        Ended ended = run(words.split(" "));

        assertThat(ended.output().lines().findFirst()).contains(message);
        assertThat(ended.output()).containsPattern("See: \\./chat( \\w+)? --help");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("chat"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port -1",
                "--port 65536",
                "--port=",
                "--data --port 1",
                "--lambda fast",
                "--requests 0",
                "--requests 1000001",
                "--watch=yes"
            })
    void anInvalidValueGetsTheErrorOfTheRuntime(String words) throws Exception {
        var wrong = (Wrong) Arguments.parse(List.of(words.split(" ")));

        Ended ended = run(("local " + words).split(" "));

        assertThat(ended.output().lines().findFirst()).contains(wrong.message());
        assertThat(ended.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local --port 0 --data=d --cdk-out o --web w --lambda process --requests 20000"
                        + " --quiet --watch",
                "client --user alice --to bob --url http://localhost:1 --wait -1"
            })
    void aValidCommandLineIsAccepted(String words) throws Exception {
        assertThat(run(words.split(" ")).status()).as("the build fails").isNotEqualTo(2);
    }

    @Test
    void theScriptKnowsTheOptionsOfTheRuntime() throws Exception {
        List<String> known = options("LOCAL_OPTIONS");

        assertThat(known).filteredOn(option -> option.endsWith("=")).hasSameElementsAs(valued());
        assertThat(known).allMatch(option -> Arguments.HELP.contains(option.replace("=", " ")));
    }

    @Test
    void theHelpNamesEveryOption() throws Exception {
        var all = new ArrayList<>(options("LOCAL_OPTIONS"));
        all.addAll(options("OPERATE_OPTIONS"));

        Ended help = run("operate", "--help");

        assertThat(help.status()).isZero();
        assertThat(all).allMatch(option -> help.output().contains(option.replace("=", " ")));
    }

    private static List<String> valued() {
        return Arguments.VALUED.stream().map(option -> option + "=").toList();
    }

    /// The options in a variable of the script, without the short one for help.
    private static List<String> options(String variable) throws IOException {
        String start = variable + "=\"";
        String line =
                Files.readAllLines(SCRIPT).stream()
                        .filter(candidate -> candidate.startsWith(start))
                        .findFirst()
                        .orElseThrow();
        return Arrays.stream(line.substring(start.length(), line.length() - 1).split(" "))
                .filter(option -> !option.equals("-h"))
                .toList();
    }

    private record Ended(int status, String output) {}

    private Ended run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", folder.resolve("chat").toString()));
        command.addAll(List.of(words));
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
