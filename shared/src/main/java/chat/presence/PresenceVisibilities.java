package chat.presence;

import static java.util.stream.Collectors.toMap;

import chat.domain.PresenceVisibility;
import chat.domain.Relation;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Parallel;
import chat.port.Profiles;
import chat.port.Relations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What users may see of each other, read from the tables.
///
/// @param profiles the source of both users' privacy
/// @param relations the source of blocks and contacts
public record PresenceVisibilities(Profiles profiles, Relations relations, Parallel parallel) {
    /// A user, and what the viewer may see of the user.
    record Seen(User user, PresenceVisibility visibility) {}

    /// The user, if there is one.
    Optional<User> user(UserId id) {
        return profiles.find(List.of(id)).stream().findFirst();
    }

    /// What a viewer may see of others. Users who do not exist are omitted. The result is empty if
    /// the viewer does not exist.
    Map<UserId, Seen> from(UserId viewer, Collection<UserId> watched) {
        var read = parallel.both(() -> users(viewer, watched), () -> relations.of(viewer, watched));
        Optional<User> self = Optional.ofNullable(read.first().get(viewer));
        var seen = new LinkedHashMap<UserId, Seen>();
        for (UserId id : watched) {
            User user = read.first().get(id);
            if (self.isPresent() && user != null) {
                Relation relation = read.second().getOrDefault(id, Relation.NONE);
                seen.put(id, new Seen(user, PresenceVisibility.of(self.get(), user, relation)));
            }
        }
        return seen;
    }

    /// What viewers may see of a user. Viewers who do not exist are omitted.
    Map<UserId, PresenceVisibility> on(User watched, Collection<UserId> viewers) {
        var read =
                parallel.both(
                        () -> users(watched.id(), viewers),
                        () -> relations.of(watched.id(), viewers));
        var visibilities = new LinkedHashMap<UserId, PresenceVisibility>();
        for (UserId id : viewers) {
            User viewer = read.first().get(id);
            if (viewer != null) {
                Relation relation = read.second().getOrDefault(id, Relation.NONE);
                visibilities.put(id, PresenceVisibility.of(viewer, watched, relation.inverse()));
            }
        }
        return visibilities;
    }

    private Map<UserId, User> users(UserId one, Collection<UserId> others) {
        List<UserId> ids = new ArrayList<>(others);
        ids.add(one);
        return profiles.find(ids).stream().collect(toMap(User::id, Function.identity()));
    }
}
