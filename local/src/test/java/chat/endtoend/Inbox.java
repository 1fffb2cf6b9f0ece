package chat.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// The frames received over one socket, and the logs built from them. All state is guarded by the
/// object's monitor.
final class Inbox implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The number of frames that a failure shows in full.
    private static final int LAST = 5;

    private final List<JsonNode> frames = new ArrayList<>();
    private final List<JsonNode> untaken = new ArrayList<>();
    private final Map<String, TreeMap<Long, JsonNode>> logs = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private int duplicates;
    private int closeCode;

    @Override
    public synchronized CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void take(String text) {
        JsonNode frame;
        try {
            frame = JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
        frames.add(frame);
        untaken.add(frame);
        FrameSchemas.instance().problems(frame).forEach(p -> problems.add(p + " in " + text));
        if (frame.path("type").asText().equals("messages")) {
            var log = logs.computeIfAbsent(frame.get("peer").asText(), _ -> new TreeMap<>());
            for (JsonNode message : frame.get("messages")) {
                if (log.put(message.get("seq").asLong(), message) != null) {
                    duplicates++;
                }
            }
        }
        notifyAll();
    }

    @Override
    public synchronized CompletionStage<?> onClose(
            WebSocket webSocket, int statusCode, String reason) {
        closeCode = statusCode;
        notifyAll();
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized void onError(WebSocket webSocket, Throwable error) {
        closeCode = 1006;
        notifyAll();
    }

    synchronized void await(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    throw new AssertionError(what + " did not arrive; received: " + summary());
                }
                wait(millis);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// The number of frames of each kind, the last frames, and the close code.
    private String summary() {
        var kinds = new TreeMap<String, Integer>();
        frames.forEach(frame -> kinds.merge(kind(frame), 1, Integer::sum));
        var last = frames.subList(Math.max(0, frames.size() - LAST), frames.size());
        String closed = closeCode == 0 ? "" : ", closed with " + closeCode;
        return "%d frames %s%s, the last: %s".formatted(frames.size(), kinds, closed, last);
    }

    /// The type of a frame with the code of a rejection, or API Gateway's message.
    private static String kind(JsonNode frame) {
        String type = frame.path("type").asText(frame.path("message").asText());
        return frame.has("code") ? type + " " + frame.get("code").asText() : type;
    }

    synchronized int untaken(String type) {
        return (int) untaken.stream().filter(frame -> isOf(frame, type)).count();
    }

    synchronized JsonNode taken(String type) {
        return remove(frame -> isOf(frame, type));
    }

    synchronized List<JsonNode> all(String type) {
        return frames.stream().filter(frame -> isOf(frame, type)).toList();
    }

    private static boolean isOf(JsonNode frame, String type) {
        return frame.path("type").asText().equals(type);
    }

    synchronized boolean hasReply(String requestId) {
        return untaken.stream().anyMatch(f -> f.path("requestId").asText().equals(requestId));
    }

    synchronized JsonNode takeReply(String requestId) {
        return remove(f -> f.path("requestId").asText().equals(requestId));
    }

    private JsonNode remove(Predicate<JsonNode> wanted) {
        JsonNode found = untaken.stream().filter(wanted).findFirst().orElseThrow();
        untaken.remove(found);
        return found;
    }

    synchronized long prefix(String peer) {
        long prefix = 0;
        for (long seq : logs.getOrDefault(peer, new TreeMap<>()).keySet()) {
            if (seq != prefix + 1) {
                break;
            }
            prefix = seq;
        }
        return prefix;
    }

    synchronized Map<Long, JsonNode> log(String peer) {
        return new TreeMap<>(logs.getOrDefault(peer, new TreeMap<>()));
    }

    /// The last number of each log; a log starts where the server started it.
    synchronized Map<String, Long> ends() {
        var ends = new TreeMap<String, Long>();
        logs.forEach((peer, log) -> ends.put(peer, log.lastKey()));
        return ends;
    }

    /// Where the frames differ from `docs/asyncapi.yaml`.
    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    synchronized int duplicates() {
        return duplicates;
    }

    synchronized int closeCode() {
        return closeCode;
    }
}
