package chat.inmemory;

import chat.domain.Entry;
import chat.port.Samples;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads frames of the server.
public final class Sent {
    private Sent() {}

    /// Returns the fields of a frame.
    public static Map<String, Object> fields(String frame) {
        try {
            return JSON.std.mapFrom(frame);
        } catch (IOException impossibleFromMemory) {
            throw new UncheckedIOException(impossibleFromMemory);
        }
    }

    /// Returns the types of the frames.
    public static List<String> types(List<String> frames) {
        return frames.stream().map(frame -> (String) field(frame, "type")).toList();
    }

    /// Returns the frames of one type.
    public static List<String> only(String type, List<String> frames) {
        return frames.stream().filter(frame -> field(frame, "type").equals(type)).toList();
    }

    /// Returns the sequence numbers of the entries in all `messages` and `history` frames, in
    /// order.
    public static List<Long> seqs(List<String> frames) {
        return frames.stream()
                .flatMap(frame -> objects(frame, "messages").stream())
                .map(message -> number(message, "seq"))
                .toList();
    }

    /// Returns a field, which must exist.
    public static Object field(String frame, String name) {
        return Objects.requireNonNull(fields(frame).get(name), name);
    }

    /// Returns the objects of an array; empty if the field is missing.
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> objects(String frame, String name) {
        Object array = fields(frame).get(name);
        return array == null ? List.of() : (List<Map<String, Object>>) array;
    }

    /// Returns a number of any width as a `long`.
    public static long number(Map<String, Object> object, String name) {
        return ((Number) Objects.requireNonNull(object.get(name), name)).longValue();
    }

    /// Whether each entry follows from its predecessor: sequence, counts, body hash, digest.
    public static boolean isChain(List<Entry> log) {
        Optional<Entry> tail = Optional.empty();
        for (Entry entry : log) {
            var draft = Samples.draftOf(entry);
            if (!entry.equals(Entry.next(tail, draft, entry.salt().get(), entry.sentAt()))) {
                return false;
            }
            tail = Optional.of(entry);
        }
        return true;
    }
}
