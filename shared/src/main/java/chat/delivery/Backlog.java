package chat.delivery;

import chat.domain.ActiveDay;
import chat.domain.Connection;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.UserId;
import chat.port.ConversationList;
import chat.port.ConversationList.Place;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.protocol.ClientFrame;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a device lacks: the rows that moved, then what the log holds beyond the device's cursors.
public final class Backlog {
    /// Most `messages` frames of one drain: then it is the client's turn to acknowledge.
    public static final int FRAMES_MAX = ClientFrame.Sync.FRAMES_MAX;

    /// Of conversations older than the device, it gets a page of this many, those with the newest
    /// messages; it asks for the rest when it needs it.
    public static final int FIRST_CONVERSATIONS = 30;

    /// Entries of a conversation that a new device gets though another device has them.
    public static final int FIRST_ENTRIES = 50;

    /// Entries read at once, of all conversations together, but of each at least [#PAGE_MIN].
    private static final int PAGE = 200;

    private static final int PAGE_MIN = 25;
    private static final int CANDIDATES_MAX = 300;

    private final ConversationList list;
    private final MessageLog log;
    private final Parallel parallel;

    public Backlog(ConversationList list, MessageLog log, Parallel parallel) {
        this.list = list;
        this.log = log;
        this.parallel = parallel;
    }

    /// What to send.
    ///
    /// @param rows the state of each row read
    /// @param more whether there is more than `frames` hold
    public record Contents(List<ConversationRow> rows, List<Messages> frames, boolean more) {
        public Contents {
            rows = List.copyOf(rows);
            frames = List.copyOf(frames);
        }
    }

    /// Reads the rows that moved since the device was caught up, then the logs beyond its cursors.
    ///
    /// @param cursors what the device says it holds, instead of its stored cursors; these logs are
    ///   read whether their rows moved or not: a sender may have died between log and row
    public Contents of(Connection connection, Map<UserId, Long> cursors) {
        UserId user = connection.user();
        var rows = parallel.both(() -> rows(connection), () -> list.find(user, cursors.keySet()));
        var byPeer = new LinkedHashMap<UserId, ConversationRow>();
        rows.second().forEach(row -> byPeer.put(row.peer(), row));
        newestFirst(rows.first()).forEach(row -> byPeer.put(row.peer(), row));
        var gaps = new ArrayList<Gap>();
        cursors.forEach((peer, cursor) -> gaps.add(gap(user, peer, cursor)));
        int rank = 0;
        for (ConversationRow row : newestFirst(rows.first()).toList()) {
            boolean isAmongTheNewest = rank++ < FIRST_CONVERSATIONS;
            if (!cursors.containsKey(row.peer())
                    && (isAmongTheNewest || isKnown(row, connection))) {
                lacking(row, connection).ifPresent(gaps::add);
            }
        }
        return fill(List.copyOf(byPeer.values()), gaps);
    }

    private List<ConversationRow> rows(Connection connection) {
        UserId user = connection.user();
        if (connection.isFirstOfDevice()) {
            return newestRows(user);
        }
        Optional<Instant> since = connection.since();
        if (since.isEmpty()) {
            return list.all(user);
        }
        // One day earlier: clocks of functions may differ around midnight.
        long day = ActiveDay.of(since.get()) - 1;
        return list.find(user, peers(list.activeSince(user, day)));
    }

    /// Those that moved last. The index knows days only: of the last day that counts, up to
    /// [#CANDIDATES_MAX] are compared.
    private List<ConversationRow> newestRows(UserId user) {
        List<Place> places = list.newest(user, Optional.empty(), CANDIDATES_MAX);
        long lastDay =
                places.stream()
                        .limit(FIRST_CONVERSATIONS)
                        .mapToLong(Place::activeDay)
                        .min()
                        .orElse(0);
        var candidates = places.stream().filter(place -> place.activeDay() >= lastDay).toList();
        return list.find(user, peers(candidates));
    }

    private static List<UserId> peers(List<Place> places) {
        return places.stream().map(Place::peer).toList();
    }

    private static Stream<ConversationRow> newestFirst(List<ConversationRow> rows) {
        Comparator<ConversationRow> byActivity =
                Comparator.comparing(
                        row -> row.lastMessage().map(m -> m.sentAt()).orElse(Instant.EPOCH));
        return rows.stream().sorted(byActivity.reversed());
    }

    private record Gap(UserId peer, ConversationId conversation, long after) {}

    private static Gap gap(UserId user, UserId peer, long after) {
        return new Gap(peer, ConversationId.of(user, peer), after);
    }

    /// Whether the device has a place in the conversation, or all of it is the device's to have.
    private static boolean isKnown(ConversationRow row, Connection connection) {
        return row.cursor(connection.device()).isPresent()
                || isYounger(row, connection.deviceFirstSeenAt());
    }

    private static boolean isYounger(ConversationRow row, Instant firstSeenAt) {
        return row.startedAt().filter(start -> !start.isBefore(firstSeenAt)).isPresent();
    }

    private static Optional<Gap> lacking(ConversationRow row, Connection connection) {
        long after = base(row, connection.device(), connection.deviceFirstSeenAt());
        return row.lastSeq() > after
                ? Optional.of(gap(row.user(), row.peer(), after))
                : Optional.empty();
    }

    /// Where a device starts. Without a cursor: at the start of a conversation that is younger than
    /// the device; else not beyond what some device has, so that nothing is acknowledged unseen.
    private static long base(ConversationRow row, DeviceId device, Instant firstSeenAt) {
        if (row.cursor(device).isPresent()) {
            return row.cursor(device).getAsLong();
        }
        long newestPage = row.lastSeq() - FIRST_ENTRIES;
        return isYounger(row, firstSeenAt)
                ? 0
                : Math.max(0, Math.min(row.receipt().delivered(), newestPage));
    }

    /// Reads no more logs at once than frames are left: where a row says that there is more, its
    /// log gives a frame at least. A log that the device asked for may give none.
    private Contents fill(List<ConversationRow> rows, List<Gap> gaps) {
        var frames = new ArrayList<Messages>();
        boolean more = false;
        int next = 0;
        while (next < gaps.size() && frames.size() < FRAMES_MAX) {
            int end = Math.min(gaps.size(), next + FRAMES_MAX - frames.size());
            List<Gap> some = gaps.subList(next, end);
            List<Supplier<List<Entry>>> reads = new ArrayList<>();
            int page = Math.max(PAGE_MIN, PAGE / some.size());
            some.forEach(gap -> reads.add(() -> log.after(gap.conversation(), gap.after(), page)));
            List<List<Entry>> pages = parallel.all(reads);
            for (int i = 0; i < some.size(); i++) {
                more |= !fill(frames, some.get(i), pages.get(i), page);
            }
            next = end;
        }
        return new Contents(rows, frames, more || next < gaps.size());
    }

    /// Adds the frames of one conversation. Each says where the first of them starts: a device that
    /// holds nothing yet must not start at a later one, should that come first, or alone.
    ///
    /// @return false if there was no room for all of them
    private boolean fill(List<Messages> frames, Gap gap, List<Entry> firstPage, int page) {
        List<Entry> pending = firstPage;
        boolean toTheEnd = firstPage.size() < page;
        while (!pending.isEmpty()) {
            List<List<Entry>> runs = FrameSize.pages(pending);
            pending = toTheEnd ? List.of() : new ArrayList<>(runs.removeLast());
            for (List<Entry> run : runs) {
                if (frames.size() == FRAMES_MAX) {
                    return false;
                }
                frames.add(new Messages(gap.peer(), OptionalLong.of(gap.after()), run));
            }
            if (!toTheEnd) {
                var next = log.after(gap.conversation(), pending.getLast().seq(), page);
                toTheEnd = next.size() < page;
                pending.addAll(next);
            }
        }
        return true;
    }
}
