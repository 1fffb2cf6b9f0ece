package chat.functions;

import chat.protocol.FuzzedJson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A chat whose operator invokes `operate` with fuzzed commands.
final class CommandScene {
    private static final List<String> NAMES = List.of("command", "user", "User", "__proto__");

    private final HandledChat chat = new HandledChat();
    private final FuzzedJson json;

    CommandScene(Random random) {
        List<Object> values = new ArrayList<>(FuzzedJson.ODD_VALUES);
        values.addAll(FuzzedBatches.SECRETS);
        values.addAll(List.of("disable-user", "enable-user", "alice", "bob"));
        json = new FuzzedJson(random, NAMES, values);
        chat.alice();
        chat.bob();
    }

    /// Invokes the function with the next command and checks the outcome.
    ///
    /// @return whether the command was executed
    /// @throws AssertionError if the command was neither executed nor rejected, or was rejected but
    ///   changed state, or if the error contains a secret
    boolean command() {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("command", json.pick(List.of("disable-user", "enable-user")));
        command.put("user", json.pick(List.of("bob", "nobody")));
        String text = EventSamples.json(json.changed(command));
        Object event;
        try {
            event = LambdaRuntime.read(chat.operate(), text);
        } catch (RuntimeException notAnEvent) {
            return false;
        }
        List<Object> before = chat.state().ports().snapshot();
        boolean done = isDone(event, text);
        if (!done && !before.equals(chat.state().ports().snapshot())) {
            throw new AssertionError("rejected, but the state changed: " + text);
        }
        return done;
    }

    private boolean isDone(Object event, String text) {
        try {
            return "done".equals(LambdaRuntime.answer(chat.operate(), event).get("outcome"));
        } catch (IllegalArgumentException refused) {
            if (FuzzedBatches.SECRETS.stream().anyMatch(refused.toString()::contains)) {
                throw new AssertionError("the error contains a secret: " + text, refused);
            }
            return false;
        }
    }
}
