package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// A device with an open socket: the frames it received, and the log it built from them.
final class Device implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Inbox inbox;
    private final WebSocket socket;
    private final Duration patience;

    private Device(Inbox inbox, WebSocket socket, Duration patience) {
        this.inbox = inbox;
        this.socket = socket;
        this.patience = patience;
    }

    /// @throws java.util.concurrent.CompletionException if the handshake is refused
    static Device connect(URI uri, String bearer, Duration patience) {
        var inbox = new Inbox();
        var socket =
                HTTP.newWebSocketBuilder()
                        .subprotocols("chat.v1", bearer)
                        .buildAsync(uri, inbox)
                        .join();
        assertThat(socket.getSubprotocol()).isEqualTo("chat.v1");
        return new Device(inbox, socket, patience);
    }

    /// Sends a text unchanged.
    void sendRaw(String frame) {
        socket.sendText(frame, true).join();
    }

    /// Sends a frame, given as alternating names and values.
    void send(String action, Object... fields) {
        sendRaw(frame(action, fields));
    }

    static String frame(String action, Object... fields) {
        var frame = JSON.createObjectNode().put("action", action);
        for (int i = 0; i < fields.length; i += 2) {
            frame.set((String) fields[i], JSON.valueToTree(fields[i + 1]));
        }
        return frame.toString();
    }

    /// Sends a text message with a new id, and waits for its number.
    long say(String to, String text) {
        return say(to, text, UUID.randomUUID().toString()).get("seq").asLong();
    }

    /// Sends a text message, and waits for `accepted` or `rejected`.
    JsonNode say(String to, String text, String clientMessageId, Object... more) {
        Written.text(text);
        var body = Map.of("type", "text", "text", text);
        var fields = new ArrayList<Object>(List.of(more));
        String requestId = UUID.randomUUID().toString();
        fields.addAll(List.of("requestId", requestId, "to", to, "body", body));
        fields.addAll(List.of("clientMessageId", clientMessageId));
        send("sendMessage", fields.toArray());
        return reply("sendMessage", requestId);
    }

    /// Sends a request, and waits for the reply.
    JsonNode ask(String action, Object... more) {
        var fields = new ArrayList<Object>(List.of(more));
        String requestId = UUID.randomUUID().toString();
        fields.addAll(List.of("requestId", requestId));
        send(action, fields.toArray());
        return reply(action, requestId);
    }

    /// Sends an acknowledgement, and waits until it is processed.
    void ack(String peer, String field, long seq) {
        var reply = ask("ack", "acks", List.of(Map.of("peer", peer, field, seq)));
        assertThat(reply.get("type").asText()).as(reply.toString()).isEqualTo("acked");
    }

    /// Follows `more` until the device is caught up: acknowledges everything it holds, then syncs.
    ///
    /// @return the last `caughtUp`
    JsonNode catchUp() {
        JsonNode caughtUp = next("caughtUp");
        while (caughtUp.get("more").asBoolean()) {
            acknowledgeAll();
            caughtUp = ask("sync");
        }
        acknowledgeAll();
        return caughtUp;
    }

    /// Acknowledges everything it holds, in every conversation.
    void acknowledgeAll() {
        var acks =
                inbox.ends().entrySet().stream()
                        .map(end -> Map.of("peer", end.getKey(), "delivered", end.getValue()))
                        .toList();
        if (!acks.isEmpty()) {
            assertThat(ask("ack", "acks", acks).get("type").asText()).isEqualTo("acked");
        }
    }

    /// Waits for the next frame of a type that has not been taken.
    JsonNode next(String type) {
        await("a frame " + type, () -> inbox.untaken(type) > 0);
        return inbox.taken(type);
    }

    private JsonNode reply(String action, String requestId) {
        await("the reply to " + action, () -> inbox.hasReply(requestId));
        return inbox.takeReply(requestId);
    }

    /// The number of frames of a type that have not been taken, after all earlier posts have
    /// arrived.
    int untaken(String type) {
        send("ping");
        next("pong");
        return inbox.untaken(type);
    }

    /// All frames of a type so far, including those taken.
    List<JsonNode> all(String type) {
        return inbox.all(type);
    }

    /// Waits until the device holds a conversation up to a number.
    Device awaitLog(String peer, long seq) {
        await(peer + "'s log up to " + seq, () -> inbox.prefix(peer) >= seq);
        return this;
    }

    /// Waits until the device has received an entry of a conversation.
    Device awaitEntry(String peer, long seq) {
        await(peer + "'s entry " + seq, () -> inbox.log(peer).containsKey(seq));
        return this;
    }

    /// Waits for a receipt of the peer with at least these values.
    void awaitReceipt(String peer, long delivered, long read) {
        await(
                "a receipt of " + peer,
                () ->
                        inbox.all("receipt").stream()
                                .anyMatch(
                                        receipt ->
                                                receipt.get("peer").asText().equals(peer)
                                                        && receipt.get("delivered").asLong()
                                                                >= delivered
                                                        && receipt.get("read").asLong() >= read));
    }

    /// The log of a conversation: number to message.
    Map<Long, JsonNode> log(String peer) {
        return inbox.log(peer);
    }

    /// The texts of a conversation in order.
    List<String> texts(String peer) {
        return log(peer).values().stream().map(m -> m.at("/body/text").asText()).toList();
    }

    /// The number of messages received more than once.
    int duplicates() {
        return inbox.duplicates();
    }

    /// The close code, once the socket is closed.
    int awaitClose() {
        await("the close", () -> inbox.closeCode() > 0);
        return inbox.closeCode();
    }

    /// Closes the connection. Each frame received must be one of `docs/asyncapi.yaml`.
    @Override
    public void close() {
        disconnect();
        assertThat(inbox.problems()).isEmpty();
    }

    /// Closes the connection if it is open, and waits for the close handshake.
    void disconnect() {
        if (inbox.closeCode() == 0) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            await("the close", () -> inbox.closeCode() > 0);
        }
    }

    /// Cuts the connection without a close frame.
    void cut() {
        socket.abort();
    }

    /// Waits for frames.
    ///
    /// @throws AssertionError with a summary of the received frames, if they do not arrive in time
    void await(String what, Duration patience, BooleanSupplier condition) {
        inbox.await(what, patience, condition);
    }

    private void await(String what, BooleanSupplier condition) {
        await(what, patience, condition);
    }
}
