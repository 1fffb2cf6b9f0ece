package chat.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Changes bytes of a JSON text, or its fields at any depth, at random. The same random numbers
/// give the same changes.
public final class FuzzedJson {
    /// Field names that claim an identity, and names that some libraries mishandle.
    public static final List<String> ODD_NAMES =
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

    /// Values that parsers, tables or logs might mishandle.
    public static final List<Object> ODD_VALUES =
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

    private static final int CHANGES_MAX = 5;

    private final Random random;
    private final List<String> names;
    private final List<Object> values;

    /// @param names for fields that are renamed or added
    /// @param values for fields that are replaced or added
    public FuzzedJson(Random random, List<String> names, List<Object> values) {
        this.random = random;
        this.names = names;
        this.values = values;
    }

    /// Returns the text with some bytes changed, sometimes truncated.
    public String bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int changes = random.nextInt(CHANGES_MAX); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        int end = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /// Returns the beginning of one text followed by the end of another.
    public String spliced(String one, String other) {
        return one.substring(0, random.nextInt(one.length()))
                + other.substring(random.nextInt(other.length()));
    }

    /// Returns the object with some fields removed, replaced or added, at any depth.
    public Map<String, Object> changed(Map<String, Object> object) {
        var fields = new LinkedHashMap<String, Object>();
        object.forEach(
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

    /// Returns a random object.
    public Map<String, Object> object(int depth) {
        var fields = new LinkedHashMap<String, Object>();
        for (int count = random.nextInt(7); count > 0; count--) {
            fields.put(pick(names), value(depth - 1));
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

    /// Returns a random element.
    public <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
