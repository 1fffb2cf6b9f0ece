package chat.simulation;

import chat.domain.ActiveDay;
import chat.domain.Entry;
import chat.domain.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How often rare events happened. [SimulationTest] asserts that its histories contain enough.
///
/// @param refused frames that the rate limits refused
/// @param lostRaces messages refused because others took every number that they tried
/// @param midnights histories in which a conversation went on from one day of the index to the next
record Coverage(long refused, long lostRaces, long midnights) {
    /// No rare events.
    static final Coverage NONE = new Coverage(0, 0, 0);

    /// Entries further apart than this were written before and after a rest.
    private static final Duration APART_MOST = Duration.ofMinutes(30);

    /// The rare events of one history.
    static Coverage of(SimulatedSystem system) {
        return new Coverage(
                system.limits().refused(),
                system.checker().retries().lostRaces(),
                crossesMidnight(system) ? 1 : 0);
    }

    /// The sum of both.
    Coverage plus(Coverage other) {
        return new Coverage(
                refused + other.refused, lostRaces + other.lostRaces, midnights + other.midnights);
    }

    private static boolean crossesMidnight(SimulatedSystem system) {
        List<UserId> users = system.users();
        return users.stream()
                .anyMatch(
                        user ->
                                users.stream()
                                        .filter(peer -> user.compareTo(peer) < 0)
                                        .map(peer -> system.log(new Pair(user, peer)))
                                        .anyMatch(Coverage::crossesMidnight));
    }

    private static boolean crossesMidnight(List<Entry> log) {
        for (int i = 1; i < log.size(); i++) {
            Instant before = log.get(i - 1).sentAt();
            Instant after = log.get(i).sentAt();
            if (ActiveDay.of(before) < ActiveDay.of(after)
                    && Duration.between(before, after).compareTo(APART_MOST) < 0) {
                return true;
            }
        }
        return false;
    }
}
