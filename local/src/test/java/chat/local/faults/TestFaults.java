package chat.local.faults;

import java.util.Set;

/// Activates faults without an endpoint.
public final class TestFaults {
    /// The names in the stacks of these tests and of the chat.
    static final StackNames NAMES =
            new StackNames(
                    Set.of("SendMessage", "Deliver", "Worker", "F"),
                    Set.of("Deliver", "F"),
                    Set.of("Worker", "F", "Redeliver"),
                    Set.of("Messages", "Orders"));

    private TestFaults() {}

    /// Replaces the active faults.
    ///
    /// @param document the JSON with `'` instead of `"`
    public static void force(Faults faults, String document) {
        faults.replace(new PlanReader(NAMES).read(document.replace('\'', '"')));
    }
}
