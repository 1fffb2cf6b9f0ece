package chat.simulation;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.presence.AnnouncePresence;
import chat.presence.PresenceVisibilities;
import chat.presence.TrackPresence;
import chat.presence.WatchPresence;
import chat.protocol.ClientFrame;
import chat.protocol.ServerFrame;
import chat.users.UserProfiles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The Lambda functions of presence and privacy.
final class PresenceFunctions {
    private static final Duration ANNOUNCE_TIMEOUT = Duration.ofSeconds(15);

    private final SimulatedSystem system;
    private final LambdaFunctions functions;

    /// A record of the Connections stream, reduced to what presence needs.
    ///
    /// @param opened the connection whose socket has opened; empty if the row was removed
    record Change(UserId user, Optional<ConnectionId> opened) {
        static Change opened(Connection row) {
            return new Change(row.user(), Optional.of(row.id()));
        }

        static Change removed(Connection row) {
            return new Change(row.user(), Optional.empty());
        }
    }

    PresenceFunctions(SimulatedSystem system, LambdaFunctions functions) {
        this.system = system;
        this.functions = functions;
    }

    ServerFrame watch(Invocation invocation, Caller caller, ClientFrame.Presence frame) {
        Ports ports = functions.ports(invocation);
        return new WatchPresence(
                        ports.presence().subscriptions(),
                        ports.connections(),
                        visibilities(invocation, ports),
                        system.limits(),
                        invocation.parallel())
                .handle(caller, frame, invocation.clock().instant());
    }

    ServerFrame profile(Invocation invocation, Caller caller, ClientFrame.Profile frame) {
        Ports ports = functions.ports(invocation);
        return new UserProfiles(
                        ports.people(),
                        ports.people(),
                        ports.connections(),
                        ports.presence().announcements(),
                        system.limits(),
                        invocation.parallel())
                .handle(caller, frame, invocation.clock().instant());
    }

    /// Handles a batch of the Connections stream.
    ///
    /// @param then receives the records to retry; empty if the function failed
    void announce(List<Change> batch, Consumer<Optional<List<Change>>> then) {
        var invocation = new Invocation(system, "announce");
        invocation.run(
                ANNOUNCE_TIMEOUT,
                () -> {
                    List<Supplier<Optional<Change>>> changes = new ArrayList<>();
                    batch.forEach(change -> changes.add(() -> track(invocation, change)));
                    return invocation.parallel().all(changes).stream()
                            .flatMap(Optional::stream)
                            .toList();
                },
                then);
    }

    private Optional<Change> track(Invocation invocation, Change change) {
        Ports ports = functions.ports(invocation);
        var track =
                new TrackPresence(
                        ports.presence().subscriptions(),
                        ports.connections(),
                        announcing(invocation, ports),
                        ports.presence().announcements());
        try {
            var now = invocation.clock().instant();
            change.opened()
                    .ifPresentOrElse(
                            connection -> track.opened(change.user(), connection, now),
                            () -> track.closed(change.user(), now));
            return Optional.empty();
        } catch (Invocation.Failure failure) {
            return Optional.of(change);
        }
    }

    /// Handles a message of the announcement queue.
    ///
    /// @param then receives whether it succeeded; empty if the function failed
    void reannounce(UserId user, boolean onlyIfAway, Consumer<Optional<Boolean>> then) {
        var invocation = new Invocation(system, "reannounce " + user.value());
        invocation.run(ANNOUNCE_TIMEOUT, () -> tell(invocation, user, onlyIfAway), then);
    }

    private boolean tell(Invocation invocation, UserId user, boolean onlyIfAway) {
        AnnouncePresence announce = announcing(invocation, functions.ports(invocation));
        try {
            var now = invocation.clock().instant();
            if (onlyIfAway) {
                announce.stillAway(user, now);
            } else {
                announce.changed(user, now);
            }
            return true;
        } catch (Invocation.Failure failure) {
            return false;
        }
    }

    private static AnnouncePresence announcing(Invocation invocation, Ports ports) {
        return new AnnouncePresence(
                ports.presence().subscriptions(),
                ports.connections(),
                visibilities(invocation, ports),
                ports.gateway(),
                invocation.parallel());
    }

    private static PresenceVisibilities visibilities(Invocation invocation, Ports ports) {
        return new PresenceVisibilities(
                ports.people(), ports.presence().relations(), invocation.parallel());
    }
}
