package chat.protocol;

import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.FoldedMessage;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Splits lists so that each part fits into one frame.
public final class FrameSize {
    /// API Gateway rejects a frame over 32 KB and meters messages in units of 32 KB. 32,000 bytes
    /// are less than 32 KB by either definition of KB.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">Quotas</a>
    public static final int BYTES_MAX = 32_000;

    /// Everything in a frame besides its list: field names, two ids of 128 characters that may need
    /// escaping, numbers, a digest.
    private static final int ENVELOPE_BYTES = 1_000;

    private FrameSize() {}

    /// Splits entries into runs that fit into one `messages` or `history` frame each.
    public static List<List<Entry>> pages(List<Entry> entries) {
        return cut(entries, FrameSize::entryBytes);
    }

    /// The number of messages, from the first, that fit with their states into one `history` frame.
    public static int folded(List<Entry> entries, Map<Long, FoldedMessage> states) {
        var runs = cut(entries, entry -> entryBytes(entry) + stateBytes(states.get(entry.seq())));
        return runs.isEmpty() ? 0 : runs.getFirst().size();
    }

    /// Whether a message and its state fit into one frame: two texts of the largest size do not if
    /// JSON escapes most of their bytes.
    public static boolean fits(Entry entry, FoldedMessage state) {
        return entryBytes(entry) + stateBytes(state) < BYTES_MAX - ENVELOPE_BYTES;
    }

    private static int entryBytes(Entry entry) {
        return bytes(FrameObject.json(MessageFrames.message(entry)));
    }

    private static int stateBytes(@Nullable FoldedMessage state) {
        return state == null ? 0 : bytes(FrameObject.json(LogFrames.folded(state))) + 1;
    }

    /// Splits rows into runs that fit into one `caughtUp` frame each. There is at least one run,
    /// which may be empty.
    public static List<List<ConversationRow>> states(List<ConversationRow> rows, DeviceId device) {
        var runs = cut(rows, row -> bytes(FrameObject.json(LogFrames.state(row, device))));
        return runs.isEmpty() ? List.of(List.of()) : runs;
    }

    /// The number of rows, from the first, that fit into one `conversations` frame.
    public static int listed(List<ConversationRow> rows) {
        var runs = cut(rows, row -> bytes(FrameObject.json(LogFrames.listed(row))));
        return runs.isEmpty() ? 0 : runs.getFirst().size();
    }

    /// The number of hits, from the first, that fit into one `searched` frame.
    public static int searched(List<ServerFrame.Hit> hits) {
        var runs = cut(hits, hit -> bytes(FrameObject.json(SearchFrames.hit(hit))));
        return runs.isEmpty() ? 0 : runs.getFirst().size();
    }

    private static <T> List<List<T>> cut(List<T> items, ToIntFunction<T> bytes) {
        var runs = new ArrayList<List<T>>();
        int room = 0;
        for (T item : items) {
            int size = bytes.applyAsInt(item) + 1;
            if (size > room) {
                runs.add(new ArrayList<>());
                room = BYTES_MAX - ENVELOPE_BYTES;
            }
            runs.getLast().add(item);
            room -= size;
        }
        return runs;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
