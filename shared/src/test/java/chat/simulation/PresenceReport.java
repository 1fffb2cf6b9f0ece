package chat.simulation;

import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A user's presence as a device received it.
record PresenceReport(
        UserId user,
        String status,
        Optional<Instant> until,
        Optional<Instant> lastActiveAt,
        Instant at) {
    static PresenceReport of(Json user) {
        return new PresenceReport(
                new UserId(user.text("user")),
                user.text("status"),
                time(user.optionalNumber("until")),
                time(user.optionalNumber("lastActiveAt")),
                Instant.ofEpochMilli(user.number("at")));
    }

    private static Optional<Instant> time(OptionalLong millis) {
        return millis.isPresent()
                ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
                : Optional.empty();
    }

    /// Whether it has expired.
    boolean isOver(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }

    /// Whether it discloses anything about the user.
    boolean disclosesAnything() {
        return !status.equals("unknown") || lastActiveAt.isPresent();
    }
}
