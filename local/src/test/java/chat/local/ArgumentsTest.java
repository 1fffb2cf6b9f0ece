package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.Arguments.Help;
import chat.local.Arguments.Start;
import chat.local.Arguments.Wrong;
import chat.local.LocalRuntime.Options;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class ArgumentsTest {
    @Test
    void withoutWordsTheDefaultsCount() {
        assertThat(parse(""))
                .isEqualTo(
                        new Start(
                                new Options(
                                        8080,
                                        Optional.empty(),
                                        Path.of("infra-cdk/target/cdk.out"))));
    }

    @Test
    void everyOptionCanBeGivenInTwoWaysAndTheLastOneCounts() {
        var expected = new Start(new Options(1, Optional.of(Path.of("d")), Path.of("o")));

        assertThat(parse("--port 1 --data d --cdk-out o")).isEqualTo(expected);
        assertThat(parse("--cdk-out=x --port=1 --data=d --cdk-out=o")).isEqualTo(expected);
    }

    @Test
    void helpIsGivenWhateverElseIsSaid() {
        assertThat(parse("--port 1 --help --nonsense")).isEqualTo(new Help());
        assertThat(Arguments.HELP).contains("--port", "--data", "--cdk-out");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1, unknown option: --prot",
        "8080, unknown option: 8080",
        "--port, --port needs a value",
        "--port x, --port must be a number",
        "--port -1, --port must be a number",
        "--port 65536, --port must be a number"
    })
    void whatIsWrongIsNamed(String words, String message) {
        assertThat(parse(words))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.message()).contains(message));
    }

    private static Arguments parse(String words) {
        return Arguments.parse(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }
}
