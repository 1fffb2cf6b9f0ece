package chat.limits;

import chat.limits.Rate.Taken;
import chat.port.SharedBuckets;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Rate limits by token buckets. Each process has its own buckets and never allows more than they
/// hold. From the shared buckets it learns what other processes allowed:
///
/// - An exact limit takes a token from the shared bucket each time: one write.
/// - For a sampled limit, one use in [#sampleOf] takes as many tokens as it represents, so the
///   count is right on average. A user's first uses in a process ([#unmetered]) are not sampled, so
///   an ordinary user costs no write. If the shared bucket is empty, the process refuses for
///   [#REFUSED_MIN] and then uses the shared bucket every time for a while, so an exceeded limit is
///   enforced exactly.
///
/// If other processes change a shared bucket during each attempt of this one, the bucket counts as
/// empty. The requests of an ordinary user are not that concurrent.
public final class TokenBuckets implements RateLimits {
    /// The maximum rate of uses that cost no write: a burst, then one a second.
    static final Rate UNMETERED_MAX = new Rate(20, 3_600);

    /// How long a process counts every use after a limit was exceeded.
    static final Duration ALERT = Duration.ofMinutes(1);

    /// The shortest refusal, so that a flooded process asks the shared bucket once a second.
    static final Duration REFUSED_MIN = Duration.ofSeconds(1);

    /// The divisor for the part of a limit that costs no write in one process. The part is so small
    /// that a few processes do not add up to the whole limit.
    private static final int UNMETERED_PART = 4;

    private static final int SAMPLE_MAX = 50;
    private static final int SAMPLES_PER_BURST = 40;
    private static final int ATTEMPTS_MAX = 3;

    private final Map<Limit, Rate> rates;
    private final SharedBuckets shared;
    private final IntPredicate oneIn;

    private final LocalBuckets buckets = new LocalBuckets();

    /// @param rates one for each limit
    /// @param oneIn returns true with a probability of one in the given number
    public TokenBuckets(Map<Limit, Rate> rates, SharedBuckets shared, IntPredicate oneIn) {
        this.rates = new EnumMap<>(rates);
        this.shared = shared;
        this.oneIn = oneIn;
    }

    /// The number of uses of which one is counted: a fortieth of the burst, at most 50.
    static int sampleOf(Rate rate) {
        return Math.clamp(rate.burst() / SAMPLES_PER_BURST, 1, SAMPLE_MAX);
    }

    /// The uses that cost no write in one process: a quarter of the limit, at most
    /// [#UNMETERED_MAX].
    static Rate unmetered(Rate rate) {
        return new Rate(
                Math.clamp(rate.burst() / UNMETERED_PART, 1, UNMETERED_MAX.burst()),
                Math.clamp(rate.perHour() / UNMETERED_PART, 1, UNMETERED_MAX.perHour()));
    }

    /// A bucket of one user: the name of the shared bucket, and this process's state of it.
    private record Bucket(String name, Rate rate, LocalBucket local) {}

    @Override
    public Optional<Duration> take(Limit limit, String key, int tokens, Instant now) {
        Rate rate = rates.get(limit);
        if (rate == null) {
            throw new IllegalStateException("no rate for " + limit);
        }
        String name = limit + " " + key;
        var bucket = new Bucket(name, rate, buckets.of(name));
        int wanted = Math.min(tokens, rate.burst());
        Optional<Duration> refused = bucket.local().takeOwn(rate, wanted, now);
        if (refused.isPresent()) {
            return refused;
        }
        boolean exact = !limit.sampled() || bucket.local().isAlert(now);
        int counted = exact ? wanted : sampled(bucket, wanted, now);
        return counted == 0 ? Optional.empty() : takeShared(bucket, counted, now);
    }

    /// The number of tokens to take from the shared bucket: on average that of the metered uses.
    private int sampled(Bucket bucket, int wanted, Instant now) {
        Rate rate = bucket.rate();
        int metered = wanted - bucket.local().takeUnmetered(unmetered(rate), wanted, now);
        int one = sampleOf(rate);
        int counted = 0;
        for (int i = 0; i < metered; i++) {
            counted += oneIn.test(one) ? one : 0;
        }
        return Math.min(counted, rate.burst());
    }

    private Optional<Duration> takeShared(Bucket bucket, int tokens, Instant now) {
        Instant seen = bucket.local().sharedFullAt();
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Taken taken = bucket.rate().take(seen, tokens, now);
            Instant next = taken instanceof Taken.Allowed(Instant fullAt) ? fullAt : seen;
            Optional<Instant> actual = shared.move(bucket.name(), seen, next, now);
            if (actual.isEmpty()) {
                return switch (taken) {
                    case Taken.Refused(Duration retryAfter) ->
                            refuse(bucket, seen, retryAfter, now);
                    case Taken.Allowed _ -> {
                        bucket.local().setSharedFullAt(next);
                        yield Optional.empty();
                    }
                };
            }
            seen = actual.get();
        }
        return refuse(bucket, seen, REFUSED_MIN, now);
    }

    private static Optional<Duration> refuse(
            Bucket bucket, Instant fullAt, Duration retryAfter, Instant now) {
        Duration wait = retryAfter.compareTo(REFUSED_MIN) < 0 ? REFUSED_MIN : retryAfter;
        bucket.local().refuse(fullAt, now.plus(wait), now.plus(ALERT));
        return Optional.of(wait);
    }
}
