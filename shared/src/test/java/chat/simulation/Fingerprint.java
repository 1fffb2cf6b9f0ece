package chat.simulation;

import java.util.List;

/// Prints a hash of the traces of the first histories.
final class Fingerprint {
    private static final int SEEDS = 40;

    private Fingerprint() {}

    public static void main(String[] args) {
        System.out.print(ofTheFirstHistories());
    }

    static int ofTheFirstHistories() {
        int print = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<String> trace = Simulation.run(seed, Alteration.NONE, true).trace();
            print = 31 * print + trace.hashCode();
        }
        return print;
    }
}
