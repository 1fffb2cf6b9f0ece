package chat.local.faults;

import java.util.Set;

/// A part of the runtime in which faults can happen, and the section of the document for it.
public enum Section {
    /// The functions: at their start or end, or before or after one of their calls to AWS.
    INVOCATIONS("invocations", Set.of("function", "point"), Set.of("fail", "kill", "delay")),

    /// Calls to `@connections`.
    PUSHES(
            "pushes",
            Set.of("function", "method", "user"),
            Set.of("answer", "drop", "lose", "delay")),

    /// The clients' sockets, checked whenever a message passes.
    CONNECTIONS("connections", Set.of("user"), Set.of("halfOpen", "cut")),

    /// `$disconnect` events.
    DISCONNECTS("disconnects", Set.of("user"), Set.of("drop", "delay")),

    /// Batches that a mapping delivers from a stream to its function.
    STREAMS("streams", Set.of("function"), Set.of("duplicate", "split", "delay")),

    /// Batches that a mapping delivers from a queue to its function.
    QUEUES("queues", Set.of("function"), Set.of("duplicate", "split", "delay")),

    /// Functions' requests to tables.
    TABLES(
            "tables",
            Set.of("function", "table", "operation"),
            Set.of("throttle", "fail", "lose", "delay"));

    private final String key;
    private final Set<String> filters;
    private final Set<String> effects;

    Section(String key, Set<String> filters, Set<String> effects) {
        this.key = key;
        this.filters = filters;
        this.effects = effects;
    }

    /// The section's name in the document.
    String key() {
        return key;
    }

    /// The filters that a fault may have.
    Set<String> filters() {
        return filters;
    }

    /// The effects that a fault may have.
    Set<String> effects() {
        return effects;
    }
}
