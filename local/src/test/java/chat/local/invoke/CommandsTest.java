package chat.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.LocalRuntime;
import chat.local.Options;
import chat.local.echo.EchoAssembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The commands `./chat invoke` and `./chat sam`, on the echo stack.
final class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir static Path folder;
    private Path event = Path.of("");

    @BeforeAll
    static void writeAssembly() throws IOException {
        EchoAssembly.write(folder.resolve("cdk.out"));
    }

    @BeforeEach
    void writeEvent() throws IOException {
        event =
                Files.writeString(
                        folder.resolve("event.json"),
                        "{\"body\":\"hello\",\"requestContext\":{\"authorizer\":{\"principalId\":\"me\"}}}");
    }

    @Test
    void invokePrintsTheFunctionsResponse() throws IOException {
        try (var runtime = LocalRuntime.start(Options.of(folder.resolve("cdk.out")))) {
            int code = invoke("Message", event.toString(), "--port=" + runtime.port());

            assertThat(code).as(err()).isZero();
            assertThat(new ObjectMapper().readTree(out()).path("body").asText())
                    .endsWith(" me: hello");
        }
    }

    @Test
    void aFunctionThatFailsIsAnExitCodeOf1() throws IOException {
        Files.writeString(event, "{}");
        try (var runtime = LocalRuntime.start(Options.of(folder.resolve("cdk.out")))) {
            assertThat(invoke("Message", event.toString(), "--port=" + runtime.port()))
                    .isEqualTo(1);
            assertThat(new ObjectMapper().readTree(out()).path("errorType").asText())
                    .isEqualTo("java.lang.NullPointerException");
        }
    }

    @Test
    void invokeSaysThatNothingRuns() {
        assertThat(invoke("Message", event.toString(), "--port", "1")).isEqualTo(2);
        assertThat(err()).contains("no ./chat local runs at http://127.0.0.1:1: start it");
    }

    @Test
    void invokeNamesTheFunctionsThatThereAre() {
        assertThat(invoke("Massage", event.toString())).isEqualTo(2);
        assertThat(err()).contains("there is no function Massage, only ").contains("Message");
    }

    @Test
    void invokeRefusesAnEventThatIsNotJson() throws IOException {
        Files.writeString(event, "{");

        assertThat(invoke("Message", event.toString())).isEqualTo(2);
        assertThat(err()).contains("event.json is not JSON: ");
        assertThat(invoke("Message", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err()).contains("cannot read the event ");
    }

    @ParameterizedTest
    @CsvSource({
        "Message, Usage: ./chat invoke FUNCTION EVENT.json",
        "Message e.json more, Usage: ./chat invoke FUNCTION EVENT.json",
        "Message e.json --prot 1, unknown option: --prot",
        "Message e.json --port, --port needs a value",
        "Message e.json --port 0, '--port must be a number from 1 to 65535, not: 0'",
        "Message e.json --port many, '--port must be a number from 1 to 65535, not: many'",
    })
    void aWrongCommandLineIsExplained(String words, String explanation) {
        assertThat(invoke(words.split(" ", -1))).isEqualTo(2);
        assertThat(err()).contains(explanation);
    }

    @Test
    void samGetsAllVariablesInTheTemplateAndInTheFileThatReplacesThem() throws IOException {
        assertThat(sam("--port", "8123")).as(err()).isZero();

        JsonNode template = read("template.json");
        JsonNode message = template.at("/Resources/Message");
        JsonNode variables = message.at("/Properties/Environment/Variables");
        assertThat(template.path("Transform").asText()).isEqualTo("AWS::Serverless-2016-10-31");
        assertThat(message.path("Type").asText()).isEqualTo("AWS::Serverless::Function");
        assertThat(message.at("/Properties/Runtime").asText()).isEqualTo("java25");
        assertThat(message.at("/Properties/Handler").asText()).contains("::");
        assertThat(Path.of(message.at("/Properties/CodeUri").asText()))
                .isAbsolute()
                .isRegularFile();
        assertThat(variables.path("AWS_ENDPOINT_URL_DYNAMODB").asText())
                .isEqualTo("http://host.docker.internal:8123");
        assertThat(variables.path("AWS_ACCESS_KEY_ID").asText()).isEqualTo("LOCALMessage");
        assertThat(variables.has("AWS_LAMBDA_FUNCTION_NAME")).isFalse();
        assertThat(read("env.json").path("Message")).isEqualTo(variables);
        assertThat(out()).contains("--add-host host.docker.internal:host-gateway");
    }

    @Test
    void samCanNameAnotherHost() throws IOException {
        assertThat(sam("--host", "172.17.0.1")).as(err()).isZero();

        assertThat(read("env.json").at("/Message/AWS_ENDPOINT_URL_SQS").asText())
                .isEqualTo("http://172.17.0.1:8080");
        assertThat(sam("--host", "a/b")).isEqualTo(2);
        assertThat(sam("word")).isEqualTo(2);
        assertThat(err()).contains("--host must be a name, not: a/b", "unknown word: word");
    }

    private int invoke(String... words) {
        return new Invoke(stream(out), stream(err)).run(with(words, "--cdk-out", "cdk.out"));
    }

    private int sam(String... words) {
        return new Sam(stream(out), stream(err))
                .run(
                        Stream.concat(
                                        with(words, "--cdk-out", "cdk.out").stream(),
                                        Stream.of("--out", folder.resolve("sam").toString()))
                                .toList());
    }

    private List<String> with(String[] words, String option, String file) {
        return Stream.concat(Stream.of(option, folder.resolve(file).toString()), Stream.of(words))
                .toList();
    }

    private JsonNode read(String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("sam").resolve(file).toFile());
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, UTF_8);
    }
}
