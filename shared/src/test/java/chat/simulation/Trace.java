package chat.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The events of a history, line by line: time, actor, event. Empty unless enabled.
final class Trace {
    private final boolean on;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean on) {
        this.on = on;
    }

    boolean isOn() {
        return on;
    }

    /// @param micros since the start
    void add(long micros, String actor, String event) {
        if (on) {
            double seconds = micros / 1e6;
            lines.add(String.format(Locale.ROOT, "%12.6f  %-18s %s", seconds, actor, event));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
