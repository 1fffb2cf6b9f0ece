package chat.local.faults;

import java.util.Set;

/// Puts faults in force without an endpoint.
public final class TestFaults {
    /// Those of the stacks of the tests and of the chat.
    static final StackNames NAMES =
            new StackNames(
                    Set.of("SendMessage", "Deliver", "Worker", "F"),
                    Set.of("Deliver", "F"),
                    Set.of("Messages", "Orders"));

    private TestFaults() {}

    /// Replaces the faults in force.
    ///
    /// @param document with `'` for each `"`
    public static void force(Faults faults, String document) {
        faults.replace(new PlanReader(NAMES).read(document.replace('\'', '"')));
    }
}
