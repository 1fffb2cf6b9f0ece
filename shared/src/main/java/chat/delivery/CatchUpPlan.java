package chat.delivery;

import chat.delivery.DueConversation.Gap;
import chat.domain.Connection;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.UserId;
import chat.port.ConversationList;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.protocol.ClientFrame;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame.Messages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Finds the rows that moved and the entries beyond a device's cursors.
public final class CatchUpPlan {
    /// The maximum number of `messages` frames of one catch-up. After these the client must
    /// acknowledge.
    public static final int FRAMES_MAX = ClientFrame.Sync.FRAMES_MAX;

    /// The number of conversations, those with the newest messages, of which a new device gets a
    /// page even if they are older than the device.
    public static final int FIRST_CONVERSATIONS = 30;

    /// The number of entries of a conversation that a new device gets even if another device has
    /// already acknowledged them.
    public static final int FIRST_ENTRIES = 50;

    /// The number of entries read at once, divided among the conversations, but at least
    /// [#PAGE_MIN] from each.
    private static final int PAGE = 200;

    private static final int PAGE_MIN = 25;
    private final ConversationList list;
    private final MovedRows moved;
    private final MessageLog log;
    private final Parallel parallel;

    public CatchUpPlan(ConversationList list, MessageLog log, Parallel parallel) {
        this.list = list;
        this.moved = new MovedRows(list);
        this.log = log;
        this.parallel = parallel;
    }

    /// The frames and states to send.
    ///
    /// @param rows the states to send
    /// @param more whether the device lacks more than `frames` contain
    public record Contents(List<ConversationRow> rows, List<Messages> frames, boolean more) {
        public Contents {
            rows = List.copyOf(rows);
            frames = List.copyOf(frames);
        }
    }

    /// Reads the rows that moved since the device was caught up, and then the logs beyond its
    /// cursors.
    ///
    /// @param cursors the positions that the device reports, which replace its stored cursors;
    ///   these logs are read even if their rows did not move, since a sender may have crashed
    ///   between the two writes
    public Contents of(Connection connection, Map<UserId, Long> cursors) {
        UserId user = connection.user();
        var rows =
                parallel.both(() -> moved.of(connection), () -> list.find(user, cursors.keySet()));
        var states = new LinkedHashMap<UserId, ConversationRow>();
        rows.second().forEach(row -> states.put(row.peer(), row));
        var gaps = new ArrayList<Gap>();
        cursors.forEach((peer, cursor) -> gaps.add(Gap.of(user, peer, cursor)));
        int rank = 0;
        for (ConversationRow row : rows.first()) {
            var due = new DueConversation(row, connection);
            boolean isNamed = cursors.containsKey(row.peer());
            if (rank++ < FIRST_CONVERSATIONS || isNamed || due.isKnown()) {
                states.put(row.peer(), row);
                due.gap().filter(_ -> !isNamed).ifPresent(gaps::add);
            } else if (!connection.isFirstOfDevice()) {
                states.put(row.peer(), row.withoutLog());
            }
        }
        return fill(List.copyOf(states.values()), gaps);
    }

    /// Reads no more logs at once than there are frames left, since each log whose row has moved
    /// fills at least one frame. A log that the device requested may fill none.
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

    /// Adds the frames of one conversation. Each frame names the entry before the first frame,
    /// because a device without entries must not start at a later frame that arrives first, or
    /// alone.
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
