package chat.local.faults;

/// Puts faults in force without an endpoint.
public final class TestFaults {
    private TestFaults() {}

    /// Replaces the faults in force.
    ///
    /// @param document with `'` for each `"`
    public static void force(Faults faults, String document) {
        faults.replace(PlanReader.read(document.replace('\'', '"')));
    }
}
