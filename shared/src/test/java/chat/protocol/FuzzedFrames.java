package chat.protocol;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Texts that a client might send: the protocol's own examples, changed in their bytes, in their
/// fields or beyond recognition. The same seed gives the same texts.
public final class FuzzedFrames {
    private static final int DEPTH = 4;
    private static final int CHANGES_MAX = 5;

    /// Where a frame claims to be somebody's, and what some libraries trip over.
    private static final List<String> ODD_NAMES =
            List.of(
                    "",
                    "from",
                    "user",
                    "userId",
                    "principalId",
                    "deviceId",
                    "conversationId",
                    "connectionId",
                    "__proto__",
                    "constructor",
                    "#n",
                    "\u0000");

    private static final List<Object> ODD_VALUES =
            List.of(
                    "",
                    "carol",
                    "nobody",
                    "$connect",
                    "__proto__",
                    "\u0000\ud800",
                    "a\nb\u2028\u202e",
                    ":v OR attribute_exists(userId)",
                    "0198c0de-0000-7000-8000-000000000001",
                    "x".repeat(200),
                    0,
                    -1,
                    1.5,
                    1e300,
                    9_007_199_254_740_991L,
                    Long.MAX_VALUE,
                    true);

    private final Random random;
    private final List<String> examples;
    private final List<String> actions;
    private final List<String> names;
    private final List<Object> values;

    /// Frames from the client examples of `docs/protocol.md`.
    ///
    /// @param more frames to begin with
    public FuzzedFrames(long seed, List<String> more) {
        random = new Random(seed);
        var document = ProtocolDocument.read().examples();
        examples = new ArrayList<>(more);
        document.filter(block -> !block.chapter().equals("Server to client"))
                .forEach(block -> examples.add(block.json()));
        var found = new Found();
        examples.forEach(found::frame);
        actions = List.copyOf(found.actions);
        names = List.copyOf(found.names);
        values = List.copyOf(found.values);
    }

    /// What the examples consist of.
    private static final class Found {
        private final Set<String> actions = new LinkedHashSet<>(List.of("$disconnect"));
        private final Set<String> names = new LinkedHashSet<>(ODD_NAMES);
        private final Set<Object> values = new LinkedHashSet<>(ODD_VALUES);

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

    /// The next text.
    public String next() {
        String example = pick(examples);
        return switch (random.nextInt(8)) {
            case 0 -> example;
            case 1 -> bytes(example);
            case 2 -> spliced(example, pick(examples));
            case 3 -> json(object(DEPTH));
            default ->
                    FrameDecoder.decode(example) instanceof ClientFrame.Invalid
                            ? bytes(example)
                            : json(changed(fields(example)));
        };
    }

    private String bytes(String example) {
        byte[] bytes = example.getBytes(StandardCharsets.UTF_8);
        for (int changes = random.nextInt(CHANGES_MAX); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        int end = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private String spliced(String one, String other) {
        return one.substring(0, random.nextInt(one.length()))
                + other.substring(random.nextInt(other.length()));
    }

    /// The example with some fields dropped, replaced or added, at any depth.
    private Map<String, Object> changed(Map<String, Object> example) {
        var fields = new LinkedHashMap<String, Object>();
        example.forEach(
                (name, value) -> {
                    switch (random.nextInt(30)) {
                        case 0 -> {}
                        case 1 -> fields.put(name, pick(values));
                        case 2 -> fields.put(pick(names), value);
                        case 3 -> fields.put(name, value(2));
                        default -> fields.put(name, deeper(value));
                    }
                });
        if (random.nextInt(8) == 0) {
            fields.put(pick(names), value(2));
        }
        return fields;
    }

    @SuppressWarnings("unchecked") // A JSON object.
    private Object deeper(Object value) {
        return switch (value) {
            case Map<?, ?> fields -> changed((Map<String, Object>) fields);
            case List<?> list -> list.stream().map(this::deeper).toList();
            default -> value;
        };
    }

    private Map<String, Object> object(int depth) {
        var fields = new LinkedHashMap<String, Object>();
        for (int count = random.nextInt(7); count > 0; count--) {
            fields.put(pick(names), value(depth - 1));
        }
        if (depth == DEPTH && random.nextInt(4) > 0) {
            fields.put("action", pick(actions));
        }
        return fields;
    }

    private Object value(int depth) {
        return switch (depth == 0 ? 2 : random.nextInt(5)) {
            case 0 -> object(depth - 1);
            case 1 -> {
                var list = new ArrayList<>();
                for (int count = random.nextInt(4); count > 0; count--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> pick(values);
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Map<String, Object> fields(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static String json(Map<String, Object> fields) {
        return ProtocolDocument.encode(fields);
    }
}
