package chat.users;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ContactNumber;
import chat.domain.Profile;
import chat.domain.User;
import chat.domain.UserId;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.port.Announcements;
import chat.port.Connections;
import chat.port.ContactNumbers;
import chat.port.Parallel;
import chat.port.Profiles;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.ProfilesOf;
import chat.protocol.ServerFrame.Rejected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads profiles, changes the caller's own profile, and finds a user by phone number.
public final class UserProfiles {
    private final Profiles profiles;
    private final ContactNumbers numbers;
    private final Connections connections;
    private final Announcements announcements;
    private final RateLimits limits;
    private final Parallel parallel;

    public UserProfiles(
            Profiles profiles,
            ContactNumbers numbers,
            Connections connections,
            Announcements announcements,
            RateLimits limits,
            Parallel parallel) {
        this.profiles = profiles;
        this.numbers = numbers;
        this.connections = connections;
        this.announcements = announcements;
        this.limits = limits;
        this.parallel = parallel;
    }

    /// @return [ProfilesOf]; or [Rejected], in which case nothing was written
    public ServerFrame handle(Caller caller, ClientFrame.Profile frame, Instant now) {
        return switch (frame) {
            case ClientFrame.Profile.Get(Optional<String> requestId, List<UserId> users) ->
                    new ProfilesOf(requestId, shown(caller, users));
            case ClientFrame.Profile.Set set -> change(caller, set, now);
            case ClientFrame.Profile.Find find -> find(caller, find, now);
        };
    }

    private List<Profile> shown(Caller caller, List<UserId> users) {
        Map<UserId, User> found =
                profiles.find(users).stream()
                        .collect(Collectors.toMap(User::id, Function.identity()));
        return users.stream()
                .flatMap(user -> Optional.ofNullable(found.get(user)).stream())
                .map(user -> shown(caller, user))
                .toList();
    }

    private static Profile shown(Caller caller, User user) {
        return user.id().equals(caller.user()) ? Profile.own(user) : Profile.of(user);
    }

    private ServerFrame change(Caller caller, ClientFrame.Profile.Set frame, Instant now) {
        var wait = limits.take(Limit.PROFILE_CHANGES, caller.user().value(), now);
        if (wait.isPresent()) {
            return Rejected.rateLimited(frame.requestId(), "too many changes", wait.get());
        }
        Optional<User> changed = profiles.change(caller.user(), frame.change());
        if (changed.isEmpty()) {
            return Rejected.of(
                    frame.requestId(),
                    ErrorCode.USER_DISABLED,
                    "the operator has disabled this user");
        }
        if (frame.change().privacy().readReceipts().isPresent()) {
            updateConnections(changed.get());
        }
        if (frame.change().privacy().changesPresence()) {
            announcements.changed(caller.user());
        }
        return new ProfilesOf(frame.requestId(), List.of(Profile.own(changed.get())));
    }

    /// Updates the connections after the user is written, since a connection that is added later
    /// reads the user. Another device may change the setting at the same time, so this repeats
    /// until the written value is the stored one.
    private void updateConnections(User changed) {
        boolean written = changed.privacy().readReceipts();
        while (true) {
            update(changed.id(), written);
            boolean stored =
                    profiles.find(List.of(changed.id())).getFirst().privacy().readReceipts();
            if (stored == written) {
                return;
            }
            written = stored;
        }
    }

    private void update(UserId user, boolean readReceipts) {
        List<Supplier<ConnectionId>> calls = new ArrayList<>();
        for (Connection open : connections.of(user)) {
            calls.add(
                    () -> {
                        connections.showReadReceipts(user, open.id(), readReceipts);
                        return open.id();
                    });
        }
        parallel.all(calls);
    }

    private ServerFrame find(Caller caller, ClientFrame.Profile.Find frame, Instant now) {
        var wait = limits.take(Limit.LOOKUPS, caller.user().value(), now);
        if (wait.isPresent()) {
            return Rejected.rateLimited(frame.requestId(), "too many lookups", wait.get());
        }
        ContactNumber number = frame.contactNumber();
        return new ProfilesOf(
                frame.requestId(),
                numbers.holder(number).map(user -> shown(caller, user)).stream().toList());
    }
}
