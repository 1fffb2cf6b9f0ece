package chat.limits;

import chat.domain.ConnectionId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How many frames a connection may send to one process. It guards the process: nothing is shared,
/// so a connection that many processes serve may send more.
public final class FrameBuckets implements FrameLimit {
    private final Rate rate;
    private final LocalBuckets buckets = new LocalBuckets();

    public FrameBuckets(Rate rate) {
        this.rate = rate;
    }

    @Override
    public Optional<Duration> take(ConnectionId connection, Instant now) {
        return buckets.of(connection.value()).takeOwn(rate, now);
    }
}
