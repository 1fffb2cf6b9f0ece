package chat.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A device's open socket, as the Connections table knows it.
///
/// @param deviceFirstSeenAt when the device first connected
/// @param since when the device was last caught up, by its own word; empty if it never was
/// @param openAt when the gateway first said that the socket is open; empty until then
/// @param expiresAt the end of the lease: from then on the connection counts as closed
/// @param readReceipts the user's [Privacy#readReceipts]: who hides how far one has read is not
///   told of others either
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
    /// API Gateway cuts every connection at 2 h; the margin covers clocks that differ.
    public static final Duration LEASE = Duration.ofHours(2).plusMinutes(2);

    /// A connection younger than this may still be opening: 410 says nothing about it.
    public static final Duration YOUTH = Duration.ofSeconds(30);

    /// How many a user may have at once; the oldest gives way.
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

    /// The end of a lease that begins now: the token's end, if that comes first.
    public static Instant leaseEnd(Instant now, Instant tokenExpiresAt) {
        Instant end = now.plus(LEASE);
        return tokenExpiresAt.isBefore(end) ? tokenExpiresAt : end;
    }

    /// Whether the lease still runs.
    public boolean isLive(Instant now) {
        return now.isBefore(expiresAt);
    }

    /// Whether the socket may still be opening: 410 then says nothing. Once it was open, 410 says
    /// that it is closed, whatever the clocks.
    public boolean mayBeOpening(Instant now) {
        return openAt.isEmpty() && now.isBefore(connectedAt.plus(YOUTH));
    }

    /// The same, its socket known to be open.
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

    /// The same, after the user has changed [Privacy#readReceipts].
    public Connection withReadReceipts(boolean shown) {
        return new Connection(
                user, id, device, deviceFirstSeenAt, since, connectedAt, openAt, expiresAt, shown);
    }

    /// Whether this is the first connection the device ever made.
    public boolean isFirstOfDevice() {
        return since.isEmpty() && deviceFirstSeenAt.equals(connectedAt);
    }
}
