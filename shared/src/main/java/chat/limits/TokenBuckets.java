package chat.limits;

import chat.limits.Rate.Taken;
import chat.port.SharedBuckets;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Limits by token buckets. Each process has its own, and never lets through more than they hold.
/// What other processes let through it learns from the shared ones:
///
/// - what is counted exactly takes a token there each time: one write;
/// - of what is sampled, one in [#sampleOf] takes as many tokens as it stands for: on average that
///   counts right. The first [#UNMETERED] of a user in a process are not even sampled, so an
///   ordinary user costs no write at all. Once a shared bucket was found empty, the process asks it
///   every time for a while: from then on a limit that is exceeded is held exactly.
///
/// If a shared bucket is fought over too much, the process goes by its own.
public final class TokenBuckets implements RateLimits {
    /// Messages that cost no write: so many at once, then one a second.
    static final Rate UNMETERED = new Rate(20, 3_600);

    /// How long a process counts exactly after it found a limit exceeded.
    static final Duration ALERT = Duration.ofMinutes(1);

    private static final int SAMPLE_MAX = 50;
    private static final int SAMPLES_PER_BURST = 40;
    private static final int ATTEMPTS_MAX = 5;

    private final Map<Limit, Rate> rates;
    private final SharedBuckets shared;
    private final IntPredicate oneIn;

    private final LocalBuckets buckets = new LocalBuckets();

    /// @param rates one for each limit
    /// @param oneIn true with a probability of one in the number given
    public TokenBuckets(Map<Limit, Rate> rates, SharedBuckets shared, IntPredicate oneIn) {
        this.rates = new EnumMap<>(rates);
        this.shared = shared;
        this.oneIn = oneIn;
    }

    /// Of how many one is counted, if the limit is sampled: a fortieth of the burst, at most 50.
    static int sampleOf(Rate rate) {
        return Math.clamp(rate.burst() / SAMPLES_PER_BURST, 1, SAMPLE_MAX);
    }

    @Override
    public Optional<Duration> take(Limit limit, String key, Instant now) {
        Rate rate = rates.get(limit);
        if (rate == null) {
            throw new IllegalStateException("no rate for " + limit);
        }
        String name = limit + " " + key;
        LocalBucket local = buckets.of(name);
        Optional<Duration> refused = local.takeOwn(rate, now);
        if (refused.isPresent()) {
            return refused;
        }
        int tokens = tokens(limit, rate, local, now);
        return tokens == 0 ? Optional.empty() : takeShared(name, rate, local, tokens, now);
    }

    /// How many tokens to take from the shared bucket.
    private int tokens(Limit limit, Rate rate, LocalBucket local, Instant now) {
        if (!limit.sampled() || local.isAlert(now)) {
            return 1;
        }
        int one = sampleOf(rate);
        return !local.takeUnmetered(UNMETERED, now) && oneIn.test(one) ? one : 0;
    }

    private Optional<Duration> takeShared(
            String name, Rate rate, LocalBucket local, int tokens, Instant now) {
        Instant seen = local.sharedFullAt();
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            switch (rate.take(seen, tokens, now)) {
                case Taken.Refused(Duration retryAfter) -> {
                    Optional<Instant> stands = shared.move(name, seen, seen, now);
                    if (stands.isEmpty()) {
                        local.refuse(seen, now.plus(retryAfter), now.plus(ALERT));
                        return Optional.of(retryAfter);
                    }
                    seen = stands.get();
                }
                case Taken.Allowed(Instant next) -> {
                    Optional<Instant> stands = shared.move(name, seen, next, now);
                    if (stands.isEmpty()) {
                        local.shared(next);
                        return Optional.empty();
                    }
                    seen = stands.get();
                }
            }
        }
        return Optional.empty();
    }
}
