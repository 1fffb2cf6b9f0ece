package chat.simulation;

import chat.domain.UserId;
import chat.simulation.ConversationReplica.Watermark;
import chat.simulation.SettingChange.Option;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks that nothing is disclosed that users have hidden by settings which the server has
/// confirmed. It checks nothing while an opposite request may still be executing.
final class PrivacyChecker {
    /// How long a request may execute after it was sent: network, cold start, a function's timeout.
    private static final Duration UNDER_WAY = Duration.ofSeconds(40);

    /// The time after which hidden read receipts are hidden everywhere.
    private static final Duration READ_SOON = Duration.ofSeconds(2);

    private final SystemUnderTest system;
    private final Set<Setting> everSettinged = new HashSet<>();
    private final Map<Setting, Instant> lastLifted = new HashMap<>();
    private final Map<Setting, Instant> heldSince = new HashMap<>();
    private final Map<Pair, Watermark> disclosable = new HashMap<>();
    private final Map<Pair, Watermark> withheld = new HashMap<>();
    private final Map<Version, KnownSettings> versions = new HashMap<>();

    /// A setting that hides or refuses something.
    private record Setting(UserId user, Optional<UserId> peer, Option option) {}

    private record Version(Pair pair, long number) {}

    PrivacyChecker(SystemUnderTest system) {
        this.system = system;
    }

    /// Records that a device requests a change, or repeats the request.
    void requested(Device device, SettingChange change) {
        var setting = new Setting(device.user(), change.peer(), change.option());
        if (change.on()) {
            everSettinged.add(setting);
        } else {
            lastLifted.put(setting, system.now());
            heldSince.remove(setting);
            discloseWithheld(setting);
        }
    }

    /// Records that the server has confirmed a change.
    void confirmed(Device device, SettingChange change) {
        var setting = new Setting(device.user(), change.peer(), change.option());
        Instant contrary = lastLifted.getOrDefault(setting, Instant.MIN);
        if (change.on() && contrary.isBefore(system.now().minus(UNDER_WAY))) {
            heldSince.putIfAbsent(setting, system.now());
        }
    }

    /// Makes withheld acknowledgements disclosable: those sent before the change may be processed
    /// after it.
    private void discloseWithheld(Setting setting) {
        withheld.forEach(
                (pair, mark) -> {
                    if (pair.user().equals(setting.user())) {
                        disclosable.merge(pair, mark, Watermark::or);
                    }
                });
    }

    private boolean holds(Setting setting, Duration atLeast) {
        Instant since = heldSince.get(setting);
        return since != null && !since.isAfter(system.now().minus(atLeast));
    }

    private static Setting block(Pair pair) {
        return new Setting(pair.user(), Optional.of(pair.peer()), Option.BLOCKED);
    }

    private static Setting hides(UserId user, Option option) {
        return new Setting(user, Optional.empty(), option);
    }

    // Checks of settings.

    /// Checks settings that a device received: the same version has the same content everywhere.
    void received(Device device, UserId peer, KnownSettings settings) {
        var version = new Version(new Pair(device.user(), peer), settings.version());
        KnownSettings before = versions.putIfAbsent(version, settings);
        if (before != null && !before.equals(settings)) {
            throw new Violation(
                    device.id().value()
                            + " received "
                            + settings
                            + " and "
                            + before
                            + " under one version");
        }
    }

    // Checks of messages.

    /// Whether one of the two may have rejected the other's messages.
    boolean mayReject(Pair pair) {
        return everSettinged.contains(block(pair)) || everSettinged.contains(block(pair.inverse()));
    }

    /// Whether one of the two has blocked the other since before `then`.
    boolean blockedSince(Pair pair, Instant then) {
        Instant one = heldSince.getOrDefault(block(pair), Instant.MAX);
        Instant other = heldSince.getOrDefault(block(pair.inverse()), Instant.MAX);
        return one.isBefore(then) || other.isBefore(then);
    }

    // Checks of receipts.

    /// Records an acknowledgement. The peer may learn of it unless the user blocks the peer or
    /// hides read receipts.
    void acks(Pair pair, Watermark mark) {
        withheld.merge(pair, mark, Watermark::or);
        if (!holds(block(pair), Duration.ZERO)) {
            boolean hidden = holds(hides(pair.user(), Option.READ_HIDDEN), READ_SOON);
            var told = new Watermark(mark.delivered(), hidden ? 0 : mark.read());
            disclosable.merge(pair, told, Watermark::or);
        }
    }

    /// The most that the peer may learn of the user's acknowledgements.
    Watermark disclosable(Pair pair) {
        return disclosable.getOrDefault(pair, Watermark.NONE);
    }

    /// Whether the peer must learn of every acknowledgement in the end.
    boolean disclosesAll(Pair pair) {
        return !everSettinged.contains(block(pair)) && !everHidRead(pair.user());
    }

    /// Whether the user has ever hidden read receipts, and so does not receive those of others
    /// either.
    boolean everHidRead(UserId user) {
        return everSettinged.contains(hides(user, Option.READ_HIDDEN));
    }

    /// Checks how far a device learned that the peer has read.
    void receivedRead(Device device, UserId peer, long read) {
        if (read > 0 && holds(hides(device.user(), Option.READ_HIDDEN), UNDER_WAY)) {
            throw new Violation(
                    device.id().value() + " hides read receipts, but received that of " + peer);
        }
    }

    // Checks of presence.

    /// Whether the user has ever hidden their own presence. Such a user may keep an outdated report
    /// about others until it expires: its end is not announced.
    boolean everHidPresence(UserId user) {
        return everSettinged.contains(hides(user, Option.PRESENCE_HIDDEN));
    }

    /// Checks a presence report that a device received.
    void received(Device device, PresenceReport report) {
        var pair = new Pair(device.user(), report.user());
        boolean hidden =
                holds(block(pair), UNDER_WAY)
                        || holds(block(pair.inverse()), UNDER_WAY)
                        || holds(hides(pair.user(), Option.PRESENCE_HIDDEN), UNDER_WAY)
                        || holds(hides(pair.peer(), Option.PRESENCE_HIDDEN), UNDER_WAY);
        if (hidden && report.disclosesAnything()) {
            throw new Violation(device.id().value() + " received hidden presence: " + report);
        }
    }
}
