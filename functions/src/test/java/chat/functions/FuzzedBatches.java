package chat.functions;

import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;

import static java.util.Objects.requireNonNull;

import chat.domain.ConversationId;
import chat.domain.UserId;
import chat.protocol.FuzzedJson;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Generates batches from records of the samples: with changed fields, repeated, reordered, from
/// another source, or empty. Most batches also have one intact record. The same seed gives the same
/// batches.
final class FuzzedBatches {
    /// The user of the intact record.
    static final String ERIN = "erin";

    static final String ERINS_CONNECTION = "ZXJpbi0xMjM0NTY=";

    /// The id of the intact record.
    static final String INTACT = "1";

    /// Texts that must not be logged.
    static final List<String> SECRETS =
            List.of("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "a text of some length", "+4915112345678");

    private static final ConversationId ERINS_CONVERSATION =
            ConversationId.of(new UserId(ERIN), BOB);

    private static final int DAMAGED_MAX = 3;
    private static final List<String> SAMPLES =
            List.of(
                    "deliver-insert",
                    "deliver-remove",
                    "deliver-ttl-remove",
                    "deliver-malformed",
                    "announce-opened",
                    "announce-closed",
                    "settle",
                    "settle-malformed",
                    "redeliver",
                    "redeliver-malformed",
                    "reannounce",
                    "reannounce-malformed");

    private final EventSource source;
    private final Random random;
    private final FuzzedJson json;

    /// A generated batch.
    ///
    /// @param intact whether one of its records is intact
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

    /// Returns the next batch.
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
                        .replace(CONVERSATION.value(), ERINS_CONVERSATION.value())
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
