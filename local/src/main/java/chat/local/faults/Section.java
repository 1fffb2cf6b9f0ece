package chat.local.faults;

import java.util.Set;

/// A part of the runtime that can be made to fail, and a section of the document that says so.
public enum Section {
    /// The functions: at their start or end, or before or after one of their calls to AWS.
    INVOCATIONS("invocations", Set.of("function", "point"), Set.of("fail", "kill", "delay")),

    /// Calls to `@connections`.
    PUSHES(
            "pushes",
            Set.of("function", "method", "user"),
            Set.of("answer", "drop", "lose", "delay")),

    /// The clients' sockets, looked at whenever a message is about to pass.
    CONNECTIONS("connections", Set.of("user"), Set.of("halfOpen", "cut")),

    /// `$disconnect` events.
    DISCONNECTS("disconnects", Set.of("user"), Set.of("drop", "delay")),

    /// Batches that a mapping takes from a stream to its function.
    STREAMS("streams", Set.of("function"), Set.of("duplicate", "split", "delay")),

    /// Requests of functions to tables.
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

    /// Its name in the document.
    String key() {
        return key;
    }

    /// By what a fault may be confined.
    Set<String> filters() {
        return filters;
    }

    /// What a fault may do.
    Set<String> effects() {
        return effects;
    }
}
