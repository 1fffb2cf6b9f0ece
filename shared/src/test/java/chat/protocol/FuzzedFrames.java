package chat.protocol;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Generates texts that a client might send: the protocol's examples with changed bytes or fields,
/// and random JSON. The same seed gives the same texts.
public final class FuzzedFrames {
    private static final int DEPTH = 4;

    private final Random random;
    private final List<String> examples;
    private final List<String> actions;
    private final FuzzedJson json;

    /// Starts from the client examples of `docs/protocol.md`.
    ///
    /// @param more additional frames to start from
    public FuzzedFrames(long seed, List<String> more) {
        random = new Random(seed);
        var document = ProtocolDocument.read().examples();
        examples = new ArrayList<>(more);
        document.filter(block -> !block.chapter().equals("Server to client"))
                .forEach(block -> examples.add(block.json()));
        var found = new Found();
        examples.forEach(found::frame);
        actions = List.copyOf(found.actions);
        json = new FuzzedJson(random, List.copyOf(found.names), List.copyOf(found.values));
    }

    /// The actions, field names and values found in the examples.
    private static final class Found {
        private final Set<String> actions = new LinkedHashSet<>(List.of("$disconnect"));
        private final Set<String> names = new LinkedHashSet<>(FuzzedJson.ODD_NAMES);
        private final Set<Object> values = new LinkedHashSet<>(FuzzedJson.ODD_VALUES);

        private void frame(String text) {
            if (FrameDecoder.decode(text) instanceof ClientFrame.Invalid) {
                return;
            }
            Map<String, Object> fields = fields(text);
            actions.add((String) fields.get("action"));
            object(fields);
        }

        private void object(Map<?, ?> fields) {
            fields.forEach(
                    (name, value) -> {
                        names.add((String) name);
                        value(value);
                    });
        }

        private void value(Object value) {
            switch (value) {
                case Map<?, ?> fields -> object(fields);
                case List<?> list -> list.forEach(this::value);
                default -> values.add(value);
            }
        }
    }

    /// Returns the next text.
    public String next() {
        String example = json.pick(examples);
        return switch (random.nextInt(8)) {
            case 0 -> example;
            case 1 -> json.bytes(example);
            case 2 -> json.spliced(example, json.pick(examples));
            case 3 -> encoded(object());
            default ->
                    FrameDecoder.decode(example) instanceof ClientFrame.Invalid
                            ? json.bytes(example)
                            : encoded(json.changed(fields(example)));
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = json.object(DEPTH);
        if (random.nextInt(4) > 0) {
            fields.put("action", json.pick(actions));
        }
        return fields;
    }

    private static Map<String, Object> fields(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static String encoded(Map<String, Object> fields) {
        return ProtocolDocument.encode(fields);
    }
}
