package chat.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/// The random numbers of one history. [Random]'s algorithm is specified, so a seed gives the same
/// numbers on every JDK.
final class SeededRandom {
    private final Random random;

    SeededRandom(long seed) {
        random = new Random(mixed(seed));
    }

    /// The random numbers of one concern, so that the rest of the history draws the same numbers
    /// with and without it.
    ///
    /// @param concern its name; [String#hashCode] is specified, too
    static SeededRandom of(long seed, String concern) {
        return new SeededRandom(seed ^ ((long) concern.hashCode() << Integer.SIZE));
    }

    /// Mixes the bits of a seed, because neighbouring seeds would give similar first numbers: the
    /// finalizer of SplitMix64.
    private static long mixed(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /// A number from `least` to `most`, both inclusive.
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /// A duration in microseconds.
    long between(Duration least, Duration most) {
        long from = EventLoop.micros(least);
        return from + (long) (random.nextDouble() * (EventLoop.micros(most) - from));
    }

    /// A duration in microseconds: around `usual`, rarely a few times as long.
    long around(Duration usual) {
        double one = random.nextDouble();
        return (long) (EventLoop.micros(usual) * (0.2 + one * one * one * 4));
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
