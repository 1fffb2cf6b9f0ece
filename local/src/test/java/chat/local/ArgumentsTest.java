package chat.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.Arguments.Help;
import chat.local.Arguments.Start;
import chat.local.Arguments.Wrong;
import chat.local.gateway.Limits;
import chat.local.lambda.LambdaMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ArgumentsTest {
    @Test
    void withoutArgumentsTheDefaultsApply() {
        assertThat(parse(""))
                .isEqualTo(
                        new Start(
                                new Options(
                                        8080,
                                        Optional.empty(),
                                        Path.of("infra-cdk/target/cdk.out"),
                                        LambdaMode.IN_PROCESS,
                                        false,
                                        Limits.AWS,
                                        Optional.of(Path.of("client/web/dist")),
                                        Map.of(),
                                        Optional.empty())));
    }

    @Test
    void everyOptionHasTwoFormsAndTheLastOneWins() {
        var expected =
                new Start(
                        Options.of(Path.of("o"))
                                .withPort(1)
                                .withDataDirectory(Path.of("d"))
                                .withLambda(LambdaMode.PROCESS)
                                .withLimits(Limits.AWS.withRequestsPerSecond(20_000))
                                .withWatch()
                                .withWeb(Path.of("w")));

        assertThat(
                        parse(
                                "--port 1 --data d --watch --cdk-out o --requests 20000"
                                        + " --lambda process --web w"))
                .isEqualTo(expected);
        assertThat(
                        parse(
                                "--cdk-out=x --lambda=process --port=1 --data=d --cdk-out=o"
                                        + " --requests=20000 --watch --web=w"))
                .isEqualTo(expected);
    }

    @Test
    void helpOverridesEverythingElse() {
        assertThat(parse("--port 1 --help --nonsense")).isEqualTo(new Help());
        assertThat(Arguments.HELP).contains(Arguments.VALUED).contains("--watch");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1, unknown option: --prot",
        "8080, unknown option: 8080",
        "--port, --port needs a value",
        "--data --port 1, --data needs a value",
        "--port x, --port must be a number",
        "--port -1, --port must be a number",
        "--port 65536, --port must be a number",
        "--lambda fast, '--lambda must be in-process or process, not: fast'",
        "--lambda, --lambda needs a value",
        "--parameter x, '--parameter must be NAME=VALUE, not: x'",
        "--requests 0, --requests must be a number from 1 to 1000000",
        "--requests 1000001, --requests must be a number from 1 to 1000000",
        "--watch=yes, --watch takes no value"
    })
    void anInvalidArgumentIsNamedInTheError(String words, String message) {
        assertThat(parse(words))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.message()).contains(message));
    }

    private static Arguments parse(String words) {
        return Arguments.parse(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }
}
