package chat.local.faults;

/// Activates faults without an endpoint.
public final class TestFaults {
    private TestFaults() {}

    /// Replaces the active faults.
    ///
    /// @param document the JSON with `'` instead of `"`
    public static void force(Faults faults, String document) {
        faults.replace(PlanReader.read(document.replace('\'', '"')));
    }
}
