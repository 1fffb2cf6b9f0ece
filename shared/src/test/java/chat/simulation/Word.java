package chat.simulation;

import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What a device was told of somebody's presence.
record Word(
        UserId user,
        String status,
        Optional<Instant> until,
        Optional<Instant> lastActiveAt,
        Instant at) {
    static Word of(Json user) {
        return new Word(
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

    /// Whether it says nothing any more.
    boolean isOver(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }

    /// Whether it tells anything of the user.
    boolean tells() {
        return !status.equals("unknown") || lastActiveAt.isPresent();
    }
}
