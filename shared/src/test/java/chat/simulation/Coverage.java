package chat.simulation;

import chat.domain.ActiveDay;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How often rare events happened. [SimulationTest] asserts that its histories contain enough.
///
/// @param refused frames that the rate limits refused
/// @param lostRaces messages refused because others took every number that they tried
/// @param midnights histories in which a conversation went on from one day of the index to the next
/// @param entries the number of entries in the logs
/// @param operations entries that are not messages
/// @param removedEdits edits of messages that were removed
/// @param goneTargets operations that came after the removal of their target
record Coverage(
        long refused,
        long lostRaces,
        long midnights,
        long entries,
        long operations,
        long removedEdits,
        long goneTargets) {
    /// No rare events.
    static final Coverage NONE = new Coverage(0, 0, 0, 0, 0, 0, 0);

    /// Entries further apart than this were written before and after a rest.
    private static final Duration APART_MOST = Duration.ofMinutes(30);

    /// The rare events of one history.
    static Coverage of(SimulatedSystem system) {
        return new Coverage(
                system.limits().refused(),
                system.checker().retries().lostRaces(),
                crossesMidnight(system) ? 1 : 0,
                count(system, _ -> true),
                count(system, entry -> !entry.kind().isMessage()),
                count(
                        system,
                        entry -> entry.kind().equals(EntryKind.EDIT) && entry.body().isEmpty()),
                system.checker().goneTargets());
    }

    /// The sum of both.
    Coverage plus(Coverage other) {
        return new Coverage(
                refused + other.refused,
                lostRaces + other.lostRaces,
                midnights + other.midnights,
                entries + other.entries,
                operations + other.operations,
                removedEdits + other.removedEdits,
                goneTargets + other.goneTargets);
    }

    private static long count(SimulatedSystem system, Predicate<Entry> which) {
        return logs(system).flatMap(List::stream).filter(which).count();
    }

    private static Stream<List<Entry>> logs(SimulatedSystem system) {
        List<UserId> users = system.users();
        return users.stream()
                .flatMap(
                        user ->
                                users.stream()
                                        .filter(peer -> user.compareTo(peer) < 0)
                                        .map(peer -> system.log(new Pair(user, peer))));
    }

    private static boolean crossesMidnight(SimulatedSystem system) {
        return logs(system).anyMatch(Coverage::crossesMidnight);
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
