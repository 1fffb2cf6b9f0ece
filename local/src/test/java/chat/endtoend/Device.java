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

/// One device with an open socket: what it was sent, and the log it built from that.
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

    /// Sends a text as it is.
    void sendRaw(String frame) {
        socket.sendText(frame, true).join();
    }

    /// Sends a frame: names and values in turn.
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

    /// Sends a text message with a new id, and awaits its number.
    long say(String to, String text) {
        return say(to, text, UUID.randomUUID().toString()).get("seq").asLong();
    }

    /// Sends a text message, and awaits `accepted` or `rejected`.
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

    /// Asks for something, and awaits the reply.
    JsonNode ask(String action, Object... more) {
        var fields = new ArrayList<Object>(List.of(more));
        String requestId = UUID.randomUUID().toString();
        fields.addAll(List.of("requestId", requestId));
        send(action, fields.toArray());
        return reply(action, requestId);
    }

    /// Acknowledges, and awaits that it is done.
    void ack(String peer, String field, long seq) {
        var reply = ask("ack", "acks", List.of(Map.of("peer", peer, field, seq)));
        assertThat(reply.get("type").asText()).as(reply.toString()).isEqualTo("acked");
    }

    /// Does what `more` asks for until the device is caught up: acknowledge all it holds, then
    /// sync.
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

    /// Acknowledges all that it holds, of every conversation.
    void acknowledgeAll() {
        var acks =
                inbox.ends().entrySet().stream()
                        .map(end -> Map.of("peer", end.getKey(), "delivered", end.getValue()))
                        .toList();
        if (!acks.isEmpty()) {
            assertThat(ask("ack", "acks", acks).get("type").asText()).isEqualTo("acked");
        }
    }

    /// The next frame of a type that was not taken yet.
    JsonNode next(String type) {
        await("a frame " + type, () -> inbox.untaken(type) > 0);
        return inbox.taken(type);
    }

    private JsonNode reply(String action, String requestId) {
        await("the reply to " + action, () -> inbox.hasReply(requestId));
        return inbox.takeReply(requestId);
    }

    /// How many frames of a type came and were not taken, once all that was posted before is here.
    int untaken(String type) {
        send("ping");
        next("pong");
        return inbox.untaken(type);
    }

    /// All frames of a type so far, taken or not.
    List<JsonNode> all(String type) {
        return inbox.all(type);
    }

    /// Waits until the device holds a conversation up to a number.
    Device awaitLog(String peer, long seq) {
        await(peer + "'s log up to " + seq, () -> inbox.prefix(peer) >= seq);
        return this;
    }

    /// Waits until the device was brought an entry of a conversation.
    Device awaitEntry(String peer, long seq) {
        await(peer + "'s entry " + seq, () -> inbox.log(peer).containsKey(seq));
        return this;
    }

    /// Waits until a receipt of the peer says this much.
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

    /// How often messages came that the device had already.
    int duplicates() {
        return inbox.duplicates();
    }

    /// The close code, once the socket is closed.
    int awaitClose() {
        await("the close", () -> inbox.closeCode() > 0);
        return inbox.closeCode();
    }

    @Override
    public void close() {
        disconnect();
    }

    /// Closes, if it is open, and waits for the close handshake.
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

    private void await(String what, BooleanSupplier condition) {
        inbox.await(what, patience, condition);
    }
}
