package chat.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/// All chance of one history. [Random]'s numbers are specified, so that a seed means the same on
/// every JDK.
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(mixed(seed));
    }

    /// Neighbouring seeds give similar first numbers unless their bits are mixed: the finalizer of
    /// SplitMix64.
    private static long mixed(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    boolean hits(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /// A number from `least` to `most`, both possible.
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /// A time in microseconds.
    long between(Duration least, Duration most) {
        long from = Loop.micros(least);
        return from + (long) (random.nextDouble() * (Loop.micros(most) - from));
    }

    /// A time in microseconds, up to a few times `usual` seldom.
    long around(Duration usual) {
        double one = random.nextDouble();
        return (long) (Loop.micros(usual) * (0.2 + one * one * one * 4));
    }

    <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    long nextLong() {
        return random.nextLong();
    }

    double nextDouble() {
        return random.nextDouble();
    }
}
