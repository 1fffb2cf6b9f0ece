package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.invoke.Deployment;
import chat.local.lambda.Functions;
import chat.local.template.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Each file of `events-samples` is answered by its function on AWS's runtime interface client,
/// against the running stack, as by `./chat invoke`.
@ExtendWith(RunningChat.Own.class)
@Execution(ExecutionMode.CONCURRENT)
final class SampleEventsTest {
    private static final Path FOLDER = Path.of("..", "events-samples");

    /// A row of the README's table: a sample and its function.
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)\\.json`.* (\\w+) \\|$");

    /// A part of each answer of a stack whose only user is Alice, by sample.
    private static final String ANSWERS =
            """
            authorizer: errorMessage=Unauthorized
            authorizer-without-token: errorMessage=Unauthorized
            connect: "headers":{"Sec-WebSocket-Protocol":"chat.v1"}
            connect-without-device: "statusCode":400,"body":"deviceId must be
            connect-bad-device: "statusCode":400,"body":"deviceId must be
            disconnect: "statusCode":200
            send-message: "code":"invalidField","message":"after does not match
            send-message-missing-field: "message":"clientMessageId is missing"
            send-message-not-json: "code":"malformedFrame"
            send-message-reply: "type":"rejected"
            send-message-edit: "type":"rejected"
            send-message-remove: "type":"rejected"
            send-message-reaction: "type":"rejected"
            history-fold: "type":"history"
            ack: "statusCode":200
            sync: "statusCode":200
            history: "type":"history","requestId":"r4","peer":"bob","messages":[]
            conversations: "type":"conversations","requestId":"r6","conversations":[]
            profile: "type":"profile","requestId":"r7","users":[{"user":"alice"
            profile-set: "name":"Alice B."
            profile-find: "type":"profile","requestId":"r9","users":[]
            conversation: "code":"unknownUser"
            hide: "code":"invalidField"
            search: "type":"searched","requestId":"r16","hits":[]
            presence: "user":"bob","status":"unknown"
            typing: "statusCode":200
            operate: {"outcome":"unknownUser"}
            operate-settle: {"outcome":"noOperation"}
            operate-count-blocks: {"blocks":0,"entries":0,"full":0,"missing":0,"outcome":"done"}
            build-blocks: {"batchItemFailures":[]}
            settle: {"batchItemFailures":[]}
            settle-malformed: {"batchItemFailures":[{"itemIdentifier":"4421584500000000017450439096"}]}
            default-unknown-action: "code":"unknownAction"
            default-not-json: "code":"malformedFrame"
            deliver-insert: {"batchItemFailures":[]}
            deliver-malformed: {"batchItemFailures":[{"itemIdentifier":"4421584500000000017450439094"}]}
            deliver-remove: {"batchItemFailures":[]}
            deliver-ttl-remove: {"batchItemFailures":[]}
            redeliver: {"batchItemFailures":[]}
            redeliver-malformed: {"batchItemFailures":[{"itemIdentifier":"2e1424d4-f796-459a-8184-9c92662be6da"}]}
            announce-opened: {"batchItemFailures":[]}
            announce-closed: {"batchItemFailures":[]}
            announce-malformed: {"batchItemFailures":[{"itemIdentifier":"4421584500000000017450439092"}]}
            reannounce: {"batchItemFailures":[]}
            reannounce-malformed: {"batchItemFailures":[{"itemIdentifier":"059f36b4-87a3-44ab-83d2-661975830a7d"}]}
            """;

    private final RunningChat chat;

    SampleEventsTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void everySampleIsAnsweredByTheRuntimeInterfaceClient() throws Exception {
        var samples = samples();
        var answers = new TreeMap<>(answers("Connect", samples.remove("Connect")));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var calls = new ArrayList<Callable<Map<String, String>>>();
            samples.forEach((function, names) -> calls.add(() -> answers(function, names)));
            for (var answered : threads.invokeAll(calls)) {
                answers.putAll(answered.get());
            }
        }

        var expected = expected();
        assertThat(answers.keySet()).isEqualTo(expected.keySet());
        assertThat(answers)
                .allSatisfy((sample, answer) -> assertThat(answer).contains(expected.get(sample)));
    }

    /// Invokes a function with its samples, one after the other, in one JVM.
    private Map<String, String> answers(String function, @Nullable List<String> samples) {
        var uri = URI.create("http://127.0.0.1:" + chat.port());
        var deployed = patient(Deployment.read(RunningChat.CDK_OUT, uri).function(function));
        var answers = new TreeMap<String, String>();
        var log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (var alone = Functions.alone(deployed, InstantSource.system(), log)) {
            for (String sample : Objects.requireNonNull(samples)) {
                var answer = alone.invoke(function, text(sample + ".json"));
                answers.put(sample, answer.toString().replace("\\\"", "\""));
            }
        }
        return answers;
    }

    /// The function with a timeout for busy machines.
    private static Function patient(Function function) {
        return new Function(
                function.name(),
                function.handler(),
                function.code(),
                function.environment(),
                Duration.ofMinutes(5),
                function.memoryMegabytes(),
                function.reservedConcurrency(),
                function.qualifiers());
    }

    /// The samples by function.
    private static Map<String, List<String>> samples() {
        var samples = new TreeMap<String, List<String>>();
        ROW.matcher(text("README.md"))
                .results()
                .forEach(
                        row ->
                                samples.computeIfAbsent(row.group(2), _ -> new ArrayList<>())
                                        .add(row.group(1)));
        return samples;
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> expected() {
        return ANSWERS.lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }
}
