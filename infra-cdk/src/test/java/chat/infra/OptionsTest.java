package chat.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The names of the options: which are known, and where they are listed.
final class OptionsTest {
    private static final Path FILE = Path.of("options.json");

    /// Contexts with a mistake, and contexts without one.
    private static final List<Map<String, Object>> CONTEXTS =
            List.of(
                    Map.of(),
                    Map.of("stackName", "chat-2", "throttleRate", 7, "detailedMetrics", false),
                    Map.of("@aws-cdk/core:anything", true, "cli-telemetry", false),
                    Map.of("availability-zones:account=1:region=x", List.of("a")),
                    Map.of("alarmTopicArn", ""),
                    Map.of("stackname", "Typo"),
                    Map.of("stack", "Typo"),
                    Map.of("removal", "delete"),
                    Map.of("removal", "delete", "stackname", "Typo"),
                    Map.of("throttleRate", "0"),
                    Map.of("throttleRate", "3e3"),
                    Map.of("redeliveryConcurrency", 1001),
                    Map.of("logRetentionDays", "8"),
                    Map.of("stackName", "1st"),
                    Map.of("tokenIssuer", "http://id.example.com", "tokenAudience", "a"),
                    Map.of("webDomain", "chat"),
                    Map.of("alarmTopicArn", "arn:aws:sns:eu-west-1:123456789012:on-call"),
                    Map.of("alarmTopicArn", "arn:aws:sns:eu-central-1:123456789012:on-call"),
                    Map.of("detailedMetrics", "yes"));

    private static final String REGION = "eu-central-1";

    @ParameterizedTest
    @CsvSource({
        "stackname, did you mean stackName?",
        "stack-name, did you mean stackName?",
        "Removal, did you mean removal?",
        "tokenIsuer, did you mean tokenIssuer?",
        "logRetention, did you mean logRetentionDays?",
        "webchat, did you mean webChat?",
        "colour, 'the options are alarmTopicArn, apiGatewayLogRole, '",
    })
    void anUnknownNameIsRefusedWithTheNearestOption(String name, String advice) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(name, "Typo")))
                .withMessageStartingWith(
                        "context " + name + "=Typo: there is no option " + name + "; " + advice);
    }

    /// CloudWatch can notify no topic of another Region.
    @Test
    void anArnMustBelongToTheRegionOfTheStack() {
        String topic = "arn:aws:sns:eu-west-1:123456789012:on-call";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("alarmTopicArn", topic)))
                .withMessage(
                        "context alarmTopicArn=%s: must be in the Region of the stack, %s",
                        topic, REGION);
    }

    @Test
    void namesOfTheCdkAreNoneOfOurs() {
        assertThatCode(
                        () ->
                                read(
                                        Map.of(
                                                "@aws-cdk/core:anything",
                                                true,
                                                "aws:cdk:enable-path-metadata",
                                                true,
                                                "acknowledged-issue-numbers",
                                                List.of(1),
                                                "availability-zones:account=1:region=x",
                                                "a")))
                .doesNotThrowAnyException();
    }

    /// `-Dchat.options=write` writes the file.
    @Test
    void theFileListsEveryOption() throws IOException {
        String expected = OptionsFile.of(options());
        if ("write".equals(System.getProperty("chat.options"))) {
            Files.writeString(FILE, expected);
        }

        assertThat(FILE)
                .as(
                        "write it with ./mvnw -pl infra-cdk -am test -Dtest=OptionsTest"
                                + " -Dchat.options=write")
                .content()
                .isEqualTo(expected);
    }

    @Test
    void theManualListsEveryOption() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "operations.md"));
        String table = manual.substring(manual.indexOf("| context |"));
        Set<String> listed = new TreeSet<>();
        table.lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", 3)[1])
                .forEach(
                        names ->
                                Pattern.compile("`(\\w+)`")
                                        .matcher(names)
                                        .results()
                                        .forEach(name -> listed.add(name.group(1))));

        assertThat(listed).isEqualTo(options().keySet());
    }

    /// The script reports before anything is built what Java would report after the build.
    @Test
    void theScriptFindsTheSameMistakes() throws Exception {
        var json = new ObjectMapper();
        var script =
                """
                import { readFileSync } from "node:fs";
                import { mistake } from "./options.mjs";
                const options = JSON.parse(readFileSync("options.json", "utf8"));
                const contexts = JSON.parse(process.argv[1]);
                console.log(JSON.stringify(contexts.map((c) => mistake(c, options, "eu-central-1") ?? "")));
                """;
        var process =
                new ProcessBuilder(
                                "node",
                                "--input-type=module",
                                "--eval",
                                script,
                                json.writeValueAsString(CONTEXTS))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(json.readValue(output, String[].class))
                .containsExactlyElementsOf(CONTEXTS.stream().map(OptionsTest::mistake).toList());
    }

    @Test
    void aMistakeIsTheLastLineAndIsFoundBeforeAnythingIsBuilt(@TempDir Path folder)
            throws Exception {
        var app = copyScript(folder, "echo built");

        assertThat(synthesize(app, "{\"stackname\":\"Typo\"}"))
                .isEqualTo(
                        "1\n"
                                + "Cannot synthesize: context stackname=Typo: there is no option"
                                + " stackname; did you mean stackName?");
        assertThat(synthesize(app, "{\"stackName\":\"chat-2\"}")).isEqualTo("0\nbuilt");
    }

    @Test
    void aMistakeThatTheBuildFindsHidesMavensErrors(@TempDir Path folder) throws Exception {
        var app =
                copyScript(
                        folder,
                        "echo 'Cannot synthesize: give both' >&2; echo '[ERROR] exec failed'; exit"
                                + " 1");

        assertThat(synthesize(app, "{}")).isEqualTo("1\nCannot synthesize: give both");
    }

    @Test
    void anotherFailureOfTheBuildIsShownWhole(@TempDir Path folder) throws Exception {
        var app = copyScript(folder, "echo first; echo '[ERROR] does not compile'; exit 1");

        assertThat(synthesize(app, "{}"))
                .startsWith("1\nfirst")
                .contains("[ERROR] does not compile")
                .endsWith("The build failed; see the lines above.");
    }

    /// Copies the app of `cdk.json` and puts a command in the place of Maven.
    private static Path copyScript(Path folder, String command) throws IOException {
        Path app = Files.createDirectory(folder.resolve("infra-cdk"));
        for (String file : List.of("synth.mjs", "options.mjs", "options.json")) {
            Files.copy(Path.of(file), app.resolve(file));
        }
        Path maven = Files.writeString(folder.resolve("mvnw"), "#!/bin/sh\n" + command + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        return app;
    }

    /// @return the exit code, and the lines that are not empty
    private static String synthesize(Path app, String context) throws Exception {
        var builder = new ProcessBuilder("node", "synth.mjs").directory(app.toFile());
        builder.environment().put("CDK_CONTEXT_JSON", context);
        var process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + output.strip().replaceAll("\n+", "\n");
    }

    private static String mistake(Map<String, Object> context) {
        Throwable mistake = catchThrowable(() -> read(context));
        return mistake == null ? "" : String.valueOf(mistake.getMessage());
    }

    private static Settings read(Map<String, Object> context) {
        return Settings.of(
                new App(AppProps.builder().context(context).build()).getNode(),
                Optional.of(REGION));
    }

    private static Map<String, Option> options() {
        var context = new Context(new App().getNode(), Optional.empty());
        Settings.read(context);
        return context.options();
    }
}
