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

/// The Lambda functions around presence and privacy.
final class PresenceFunctions {
    private static final Duration ANNOUNCE_TIMEOUT = Duration.ofSeconds(15);

    private final World world;
    private final Functions functions;

    /// A record of the Connections stream, as far as presence is concerned.
    ///
    /// @param opened the connection whose socket was seen open; empty for one that was removed
    record Change(UserId user, Optional<ConnectionId> opened) {
        static Change opened(Connection row) {
            return new Change(row.user(), Optional.of(row.id()));
        }

        static Change removed(Connection row) {
            return new Change(row.user(), Optional.empty());
        }
    }

    PresenceFunctions(World world, Functions functions) {
        this.world = world;
        this.functions = functions;
    }

    ServerFrame watch(Invocation in, Caller caller, ClientFrame.Presence frame) {
        Ports ports = functions.ports(in);
        return new WatchPresence(
                        ports.presence().subscriptions(),
                        ports.connections(),
                        visibilities(in, ports),
                        Functions.UNLIMITED,
                        in.parallel())
                .handle(caller, frame, in.clock().instant());
    }

    ServerFrame profile(Invocation in, Caller caller, ClientFrame.Profile frame) {
        Ports ports = functions.ports(in);
        return new UserProfiles(
                        ports.people(),
                        ports.people(),
                        ports.connections(),
                        ports.presence().announcements(),
                        Functions.UNLIMITED,
                        in.parallel())
                .handle(caller, frame, in.clock().instant());
    }

    /// A batch of the Connections stream.
    ///
    /// @param then the records that have to be tried again; nothing if the function failed
    void announce(List<Change> batch, Consumer<Optional<List<Change>>> then) {
        var in = new Invocation(world, "announce");
        in.run(
                ANNOUNCE_TIMEOUT,
                () -> {
                    List<Supplier<Optional<Change>>> changes = new ArrayList<>();
                    batch.forEach(change -> changes.add(() -> track(in, change)));
                    return in.parallel().all(changes).stream().flatMap(Optional::stream).toList();
                },
                then);
    }

    private Optional<Change> track(Invocation in, Change change) {
        Ports ports = functions.ports(in);
        var track =
                new TrackPresence(
                        ports.presence().subscriptions(),
                        ports.connections(),
                        announcing(in, ports),
                        ports.presence().announcements());
        try {
            var now = in.clock().instant();
            change.opened()
                    .ifPresentOrElse(
                            connection -> track.opened(change.user(), connection, now),
                            () -> track.closed(change.user(), now));
            return Optional.empty();
        } catch (Invocation.Failure failure) {
            return Optional.of(change);
        }
    }

    /// A message of the announcement queue.
    ///
    /// @param then whether it is done; nothing if the function failed
    void reannounce(UserId user, boolean onlyIfAway, Consumer<Optional<Boolean>> then) {
        var in = new Invocation(world, "reannounce " + user.value());
        in.run(ANNOUNCE_TIMEOUT, () -> tell(in, user, onlyIfAway), then);
    }

    private boolean tell(Invocation in, UserId user, boolean onlyIfAway) {
        AnnouncePresence announce = announcing(in, functions.ports(in));
        try {
            var now = in.clock().instant();
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

    private static AnnouncePresence announcing(Invocation in, Ports ports) {
        return new AnnouncePresence(
                ports.presence().subscriptions(),
                ports.connections(),
                visibilities(in, ports),
                ports.gateway(),
                in.parallel());
    }

    private static PresenceVisibilities visibilities(Invocation in, Ports ports) {
        return new PresenceVisibilities(
                ports.people(), ports.presence().relations(), in.parallel());
    }
}
