package chat.functions;

import static chat.functions.HandledChat.SAMPLE;

import static java.util.Objects.requireNonNull;

import chat.domain.Body;
import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Kind;
import chat.inmemory.InMemoryServices;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A chat whose streams and queues contain fuzzed records. Bob subscribes to the presence of Alice,
/// the user of the damaged records, and of Erin, the user of the intact record.
final class BatchScene {
    private static final ConnectionId ERINS = new ConnectionId(FuzzedBatches.ERINS_CONNECTION);

    /// The call of an operation that folds it. The number of the entry in the sample of the blocks'
    /// stream.
    private static final int BLOCK_END = 64;

    private static final int FOLD = 5;

    private final HandledChat chat = new HandledChat();
    private final EventSource source;
    private final Caller bob = chat.bob();

    BatchScene(EventSource source) {
        this.source = source;
        var erin = new UserId(FuzzedBatches.ERIN);
        chat.talk(chat.alice(), bob, 4);
        var state = chat.state();
        state.online(erin, new DeviceId("phone"), ERINS.value());
        state.catchUp(new Caller(erin, new DeviceId("phone"), ERINS, HandledChat.TOKEN_ENDS));
        var watched = List.of(HandledChat.ALICE, erin);
        var frame = new ClientFrame.Presence(Optional.empty(), watched, List.of(), List.of());
        state.services().watchPresence().handle(bob, frame, state.now());
        leaveUnfinished(new Caller(erin, new DeviceId("phone"), ERINS, HandledChat.TOKEN_ENDS));
        if (source == EventSource.BUILD_BLOCKS) {
            fillBlock(new Caller(erin, new DeviceId("phone"), ERINS, HandledChat.TOKEN_ENDS));
        }
    }

    /// Erin writes as many messages as the sample says.
    private void fillBlock(Caller erin) {
        for (int seq = 3; seq <= BLOCK_END; seq++) {
            chat.state().send(erin, bob.user(), seq, new Position.After(seq - 1));
        }
    }

    /// Erin reacts to her own message, and the function dies before it folds the reaction.
    private void leaveUnfinished(Caller erin) {
        var state = chat.state();
        state.send(erin, bob.user(), 1, new Position.After(0));
        var reaction = new Body.Reaction("👍");
        try {
            state.with(new Faults(FOLD, Kind.CRASH_BEFORE))
                    .send(erin, bob.user(), 2, new Position.After(1), 1, reaction);
        } catch (Faults.Fault expected) {
            return;
        }
        throw new AssertionError("the reaction was finished");
    }

    /// Invokes the function with a batch and checks the outcome.
    ///
    /// @return false if Lambda cannot deserialize the batch
    /// @throws AssertionError if the function reports a record that is not in the batch, loses the
    ///   intact record, changes state although it reports every record, or logs a secret
    boolean take(FuzzedBatches.Batch batch) {
        var handler = source.handler(chat);
        Object event;
        try {
            event = LambdaRuntime.read(handler, batch.json());
        } catch (RuntimeException notAnEvent) {
            return false;
        }
        List<String> names = EventSource.names(event);
        if (batch.intact() && !names.contains(FuzzedBatches.INTACT)) {
            return false; // Lambda's deserializer skips records after a list in place of a time
        }
        List<Object> before = settled();
        var answer = LambdaRuntime.answer(handler, event);
        List<Map<String, Object>> lines = chat.takeLog();
        if (batch.intact()) {
            check(isNotified(), "the intact record is lost");
        }
        checkFailures(failures(answer), names, lines, before);
        checkLog(lines);
        return true;
    }

    private List<Object> settled() {
        frames(SAMPLE);
        frames(ERINS);
        frames(bob.connection());
        return chat.state().ports().snapshot();
    }

    private List<String> frames(ConnectionId connection) {
        return chat.state().ports().gateway().take(connection);
    }

    /// Whether the intact record took effect: a catch-up reaches Erin's phone, a presence change
    /// Bob's, and her reaction Bob's row; or the block is built.
    private boolean isNotified() {
        return switch (source) {
            case SETTLE ->
                    chat.state()
                            .ports()
                            .conversations()
                            .find(bob.user(), new UserId(FuzzedBatches.ERIN))
                            .filter(row -> row.lastSeq() == 2)
                            .isPresent();
            case BUILD_BLOCKS ->
                    chat.state()
                            .ports()
                            .blocks()
                            .find(
                                    ConversationId.of(bob.user(), new UserId(FuzzedBatches.ERIN)),
                                    InMemoryServices.LAYOUT.of(BLOCK_END))
                            .isPresent();
            case DELIVER, REDELIVER ->
                    frames(ERINS).stream().anyMatch(frame -> frame.contains("caughtUp"));
            case ANNOUNCE, REANNOUNCE ->
                    frames(bob.connection()).stream()
                            .anyMatch(frame -> frame.contains("\"" + FuzzedBatches.ERIN + "\""));
        };
    }

    private void checkFailures(
            List<String> failures,
            List<String> names,
            List<Map<String, Object>> lines,
            List<Object> before) {
        long logged = lines.stream().filter(line -> "failed".equals(line.get("outcome"))).count();
        check(failures.stream().noneMatch(String::isEmpty), "a record without an id is reported");
        check(!failures.contains(FuzzedBatches.INTACT), "the intact record is reported");
        check(failures.size() <= logged, "a reported record is not logged");
        check(
                logged - failures.size() <= Collections.frequency(names, ""),
                "a failed record with an id is not reported");
        check(names.containsAll(failures), "reported but not in the batch: " + failures);
        if (failures.size() == names.size()) {
            check(
                    before.equals(chat.state().ports().snapshot()),
                    "all records were reported, but the state changed");
        }
    }

    private static List<String> failures(Map<String, Object> answer) {
        var names = new ArrayList<String>();
        for (Object failure : (List<?>) requireNonNull(answer.get("batchItemFailures"))) {
            names.add((String) ((Map<?, ?>) failure).get("itemIdentifier"));
        }
        return names;
    }

    /// Ids of users, connections and records may be logged; secrets may not.
    private static void checkLog(List<Map<String, Object>> lines) {
        for (Map<String, Object> line : lines) {
            line.keySet().removeAll(List.of("user", "connection", "record"));
            String rest = line.toString();
            check(FuzzedBatches.SECRETS.stream().noneMatch(rest::contains), "logged: " + rest);
        }
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
