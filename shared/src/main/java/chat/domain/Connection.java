package chat.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A device's open socket, as stored in the Connections table.
///
/// @param deviceFirstSeenAt when the device first connected
/// @param since when the device was last caught up, as the device reports it; empty if it never was
/// @param openAt when the gateway first reported that the socket is open; empty until then
/// @param expiresAt the end of the lease: from then on the connection counts as closed
/// @param readReceipts the user's [Privacy#readReceipts]; a user who hides read receipts does not
///   see those of others either
public record Connection(
        UserId user,
        ConnectionId id,
        DeviceId device,
        Instant deviceFirstSeenAt,
        Optional<Instant> since,
        Instant connectedAt,
        Optional<Instant> openAt,
        Instant expiresAt,
        boolean readReceipts) {
    /// API Gateway closes every connection after 2 h; the margin allows for clock skew.
    public static final Duration LEASE = Duration.ofHours(2).plusMinutes(2);

    /// A connection younger than this may still be opening: 410 does not mean that it is closed.
    public static final Duration OPENING_GRACE = Duration.ofSeconds(30);

    /// The maximum number of connections of a user. A new one closes the oldest.
    public static final int PER_USER_MAX = 20;

    /// The connection of a user who shows read receipts.
    public Connection(
            UserId user,
            ConnectionId id,
            DeviceId device,
            Instant deviceFirstSeenAt,
            Optional<Instant> since,
            Instant connectedAt,
            Optional<Instant> openAt,
            Instant expiresAt) {
        this(user, id, device, deviceFirstSeenAt, since, connectedAt, openAt, expiresAt, true);
    }

    /// The end of a lease that begins now, or the token's expiry if that is earlier.
    public static Instant leaseEnd(Instant now, Instant tokenExpiresAt) {
        Instant end = now.plus(LEASE);
        return tokenExpiresAt.isBefore(end) ? tokenExpiresAt : end;
    }

    /// Whether the lease is still running.
    public boolean isLive(Instant now) {
        return now.isBefore(expiresAt);
    }

    /// Whether the socket may still be opening. If so, 410 does not mean that it is closed. Once
    /// the socket has been seen open, 410 means that it is closed, regardless of clocks.
    public boolean mayBeOpening(Instant now) {
        return openAt.isEmpty() && now.isBefore(connectedAt.plus(OPENING_GRACE));
    }

    /// This connection with its socket known to be open.
    public Connection opened(Instant at) {
        return new Connection(
                user,
                id,
                device,
                deviceFirstSeenAt,
                since,
                connectedAt,
                Optional.of(at),
                expiresAt,
                readReceipts);
    }

    /// This connection with another value of [Privacy#readReceipts].
    public Connection withReadReceipts(boolean shown) {
        return new Connection(
                user, id, device, deviceFirstSeenAt, since, connectedAt, openAt, expiresAt, shown);
    }

    /// Whether this is the device's first connection.
    public boolean isFirstOfDevice() {
        return since.isEmpty() && deviceFirstSeenAt.equals(connectedAt);
    }
}
