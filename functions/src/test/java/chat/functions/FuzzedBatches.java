package chat.functions;

import static java.util.Objects.requireNonNull;

import chat.protocol.FuzzedJson;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Batches whose records are those of the samples: changed in their fields, doubled, out of order,
/// of another source, or none at all; among them, as a rule, one that is as it should be. The same
/// seed gives the same batches.
final class FuzzedBatches {
    /// The user of the one record that is as it should be, and the user's connection.
    static final String ERIN = "erin";

    static final String ERINS_CONNECTION = "ZXJpbi0xMjM0NTY=";

    /// The name of that record.
    static final String INTACT = "1";

    /// What must not be found in a log.
    static final List<String> SECRETS =
            List.of("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "a text of some length", "+4915112345678");

    private static final int DAMAGED_MAX = 3;
    private static final List<String> SAMPLES =
            List.of(
                    "deliver-insert",
                    "deliver-remove",
                    "deliver-ttl-remove",
                    "deliver-malformed",
                    "announce-opened",
                    "announce-closed",
                    "redeliver",
                    "redeliver-malformed",
                    "reannounce",
                    "reannounce-malformed");

    private final EventSource source;
    private final Random random;
    private final FuzzedJson json;

    /// A batch.
    ///
    /// @param intact whether one of its records is as it should be
    record Batch(String json, boolean intact) {}

    FuzzedBatches(EventSource source, long seed) {
        this.source = source;
        random = new Random(seed);
        Set<String> names = new LinkedHashSet<>(FuzzedJson.ODD_NAMES);
        names.addAll(List.of("S", "N", "BOOL", "Keys", "NewImage", "SequenceNumber", "body"));
        names.addAll(List.of("deviceFirstSeenAt", "since", "openAt", "expiresAt", "eventName"));
        List<Object> values = new ArrayList<>(FuzzedJson.ODD_VALUES);
        values.addAll(SECRETS);
        values.addAll(List.of("INSERT", "REMOVE", "MODIFY", "9.9", "1" + "0".repeat(37)));
        json = new FuzzedJson(random, List.copyOf(names), values);
    }

    /// The next batch.
    Batch next() {
        List<Map<String, Object>> records = new ArrayList<>();
        int damaged = random.nextInt(DAMAGED_MAX + 1);
        for (int i = 0; i < damaged; i++) {
            records.add(random.nextInt(records.size() + 1), damaged(Integer.toString(2 + i)));
        }
        if (!records.isEmpty() && random.nextInt(5) == 0) {
            records.add(random.nextInt(records.size() + 1), json.pick(records));
        }
        boolean intact = random.nextInt(3) > 0;
        if (intact) {
            records.add(random.nextInt(records.size() + 1), intact());
        }
        return new Batch(EventSamples.json(Map.of("Records", records)), intact);
    }

    private Map<String, Object> damaged(String name) {
        boolean foreign = random.nextInt(8) == 0;
        Map<String, Object> record = record(foreign ? json.pick(SAMPLES) : source.sample());
        source.name(record, name);
        if (record.get("body") instanceof String body && random.nextBoolean()) {
            record.put("body", body(body));
        }
        return json.changed(record);
    }

    private String body(String body) {
        return switch (random.nextInt(4)) {
            case 0 -> json.bytes(body);
            case 1 -> json.spliced(body, body) + json.pick(SECRETS);
            case 2 -> EventSamples.json(json.object(3));
            default ->
                    body.startsWith("{")
                            ? EventSamples.json(json.changed(LambdaRuntime.fields(body)))
                            : json.bytes(body);
        };
    }

    private Map<String, Object> intact() {
        String event =
                EventSamples.text(source.sample() + ".json")
                        .replace(HandledChat.SAMPLE.value(), ERINS_CONNECTION)
                        .replace("alice", ERIN)
                        .replace("true}", "false}");
        Map<String, Object> record = first(event);
        source.name(record, INTACT);
        return record;
    }

    private static Map<String, Object> record(String sample) {
        return first(EventSamples.text(sample + ".json"));
    }

    @SuppressWarnings("unchecked") // The records of an event are JSON objects.
    private static Map<String, Object> first(String event) {
        var records = (List<?>) requireNonNull(LambdaRuntime.fields(event).get("Records"));
        return (Map<String, Object>) records.getFirst();
    }
}
