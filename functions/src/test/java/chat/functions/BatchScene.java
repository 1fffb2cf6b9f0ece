package chat.functions;

import static chat.functions.HandledChat.SAMPLE;

import static java.util.Objects.requireNonNull;

import chat.domain.Caller;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.protocol.ClientFrame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A chat whose streams and queues hold anything at all. Bob watches Alice, of whom the damaged
/// records speak, and Erin, of whom the intact one does.
final class BatchScene {
    private static final ConnectionId ERINS = new ConnectionId(FuzzedBatches.ERINS_CONNECTION);

    private final HandledChat chat = new HandledChat();
    private final EventSource source;
    private final Caller bob = chat.bob();

    BatchScene(EventSource source) {
        this.source = source;
        var erin = new UserId(FuzzedBatches.ERIN);
        chat.talk(chat.alice(), bob, 4);
        var state = chat.state();
        state.online(erin, new DeviceId("phone"), ERINS.value());
        state.drain(new Caller(erin, new DeviceId("phone"), ERINS, HandledChat.TOKEN_ENDS));
        var watched = List.of(HandledChat.ALICE, erin);
        var frame = new ClientFrame.Presence(Optional.empty(), watched, List.of(), List.of());
        state.services().watchPresence().handle(bob, frame, state.now());
    }

    /// Hands the function a batch.
    ///
    /// @return false if Lambda itself cannot read it
    /// @throws AssertionError if the function names what is not in the batch, loses what is as it
    ///   should be, changes something by what it refuses, or logs what nobody may read
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
            return false; // its reader loses its place at a list where it expects a time
        }
        List<Object> before = settled();
        var answer = LambdaRuntime.answer(handler, event);
        List<Map<String, Object>> lines = chat.takeLog();
        if (batch.intact()) {
            check(isTold(), "the record that is as it should be is lost");
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

    /// Of a drain Erin's phone is told, of her presence Bob's.
    private boolean isTold() {
        return switch (source) {
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
        check(failures.stream().noneMatch(String::isEmpty), "a record without a name is named");
        check(!failures.contains(FuzzedBatches.INTACT), "what is as it should be is refused");
        check(failures.size() <= logged, "what is tried again is not logged");
        check(
                logged - failures.size() <= Collections.frequency(names, ""),
                "what has failed and could be named is not tried again");
        check(names.containsAll(failures), "what is not in the batch is named: " + failures);
        if (failures.size() == names.size()) {
            check(before.equals(chat.state().ports().snapshot()), "refused, and yet changed");
        }
    }

    private static List<String> failures(Map<String, Object> answer) {
        var names = new ArrayList<String>();
        for (Object failure : (List<?>) requireNonNull(answer.get("batchItemFailures"))) {
            names.add((String) ((Map<?, ?>) failure).get("itemIdentifier"));
        }
        return names;
    }

    /// Users, connections and records are named by what AWS calls them.
    private static void checkLog(List<Map<String, Object>> lines) {
        for (Map<String, Object> line : lines) {
            line.keySet().removeAll(List.of("user", "connection", "record"));
            String rest = line.toString();
            check(FuzzedBatches.SECRETS.stream().noneMatch(rest::contains), "logged: " + rest);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
