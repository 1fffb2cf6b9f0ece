package chat.infra;

import java.util.LinkedHashMap;
import java.util.Map;

/// The resources that alarms and dashboard watch.
///
/// @param stage the dimensions of the gateway's metrics, in a fixed order
record Watched(
        ChatFunctions functions, ChatTables tables, ChatQueues queues, Map<String, String> stage) {
    Watched {
        stage = new LinkedHashMap<>(stage);
    }
}
