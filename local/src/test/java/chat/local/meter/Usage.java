package chat.local.meter;

import java.util.Arrays;

/// What the meter counts for one action.
record Usage(double in, double out, double invocations, double writes, double reads) {
    /// Reads a row of the table of `docs/architecture.md`, which the measurements write.
    ///
    /// @throws IllegalArgumentException if the document has no such row
    static Usage of(String architecture, String action) {
        String row =
                architecture
                        .lines()
                        .filter(line -> line.startsWith("| " + action + " |"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no row " + action));
        double[] cells =
                Arrays.stream(row.split("\\|"))
                        .skip(2)
                        .mapToDouble(cell -> Double.parseDouble(cell.strip()))
                        .toArray();
        return new Usage(cells[0], cells[1], cells[2], cells[3], cells[4]);
    }

    /// Messages in either direction.
    double messages() {
        return in + out;
    }
}
