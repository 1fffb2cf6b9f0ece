package chat.protocol;

import chat.domain.Body;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.Settings;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what the server sends.
public final class FrameEncoder {
    private FrameEncoder() {}

    /// The frame as JSON text.
    public static String encode(ServerFrame frame) {
        return json(fields(frame));
    }

    static String json(Map<String, Object> fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    static Map<String, Object> fields(ServerFrame frame) {
        return switch (frame) {
            case ServerFrame.Accepted accepted -> accepted(accepted);
            case ServerFrame.Messages messages -> messages(messages);
            case ServerFrame.PeerReceipt receipt -> receipt(receipt);
            case ServerFrame.ReadCursor cursor ->
                    object("type", "cursor", "peer", cursor.peer().value(), "read", cursor.read());
            case ServerFrame.CaughtUp caughtUp -> caughtUp(caughtUp);
            case ServerFrame.Acked(String requestId) ->
                    object("type", "acked", "requestId", requestId);
            case ServerFrame.HistoryPage page -> history(page);
            case ServerFrame.ConversationsPage page -> conversations(page);
            case ServerFrame.ProfilesOf profiles -> UserFields.profiles(profiles);
            case ServerFrame.SettingsOf settings -> UserFields.settings(settings);
            case ServerFrame.PresenceOf presence -> UserFields.presence(presence);
            case ServerFrame.TypingOf typing -> UserFields.typing(typing);
            case ServerFrame.Rejected rejected -> rejected(rejected);
        };
    }

    private static Map<String, Object> accepted(ServerFrame.Accepted accepted) {
        Entry entry = accepted.entry();
        var fields = reply("accepted", accepted.requestId());
        fields.put("peer", accepted.peer().value());
        fields.put("seq", entry.seq());
        fields.put("clientMessageId", entry.clientMessageId().value());
        fields.put("sentAt", entry.sentAt().toEpochMilli());
        entry.salt().ifPresent(salt -> fields.put("salt", salt.base64Url()));
        fields.put("digest", entry.digest().base64Url());
        return fields;
    }

    private static Map<String, Object> messages(ServerFrame.Messages frame) {
        var fields = object("type", "messages", "peer", frame.peer().value());
        frame.after().ifPresent(after -> fields.put("after", after));
        fields.put("messages", frame.entries().stream().map(FrameEncoder::message).toList());
        fields.put("digest", frame.entries().getLast().digest().base64Url());
        return fields;
    }

    static Map<String, Object> message(Entry entry) {
        var fields =
                object(
                        "seq", entry.seq(),
                        "from", entry.from().value(),
                        "clientMessageId", entry.clientMessageId().value(),
                        "sentAt", entry.sentAt().toEpochMilli());
        entry.body().ifPresent(body -> fields.put("body", body(body)));
        entry.salt()
                .ifPresentOrElse(
                        salt -> fields.put("salt", salt.base64Url()),
                        () -> fields.put("bodyHash", entry.bodyHash().base64Url()));
        return fields;
    }

    private static Map<String, Object> body(Body body) {
        return switch (body) {
            case Body.Text(String text) -> object("type", "text", "text", text);
        };
    }

    private static Map<String, Object> receipt(ServerFrame.PeerReceipt frame) {
        return object(
                "type", "receipt",
                "peer", frame.peer().value(),
                "delivered", frame.receipt().delivered(),
                "read", frame.receipt().read(),
                "at", frame.at().toEpochMilli());
    }

    private static Map<String, Object> caughtUp(ServerFrame.CaughtUp frame) {
        var fields = reply("caughtUp", frame.requestId());
        frame.at().ifPresent(at -> fields.put("at", at.toEpochMilli()));
        fields.put("more", frame.more());
        fields.put(
                "conversations",
                frame.conversations().stream().map(row -> state(row, frame.device())).toList());
        return fields;
    }

    static Map<String, Object> state(ConversationRow row, DeviceId device) {
        var fields = object("peer", row.peer().value());
        fields.put("lastSeq", row.lastSeq());
        row.cursor(device).ifPresent(cursor -> fields.put("cursor", cursor));
        fields.put("delivered", row.receipt().delivered());
        fields.put("read", row.receipt().read());
        fields.put("peerDelivered", row.peerReceipt().delivered());
        fields.put("peerRead", row.peerReceipt().read());
        if (!row.settings().equals(Settings.NONE)) {
            UserFields.put(fields, row.settings());
        }
        return fields;
    }

    private static Map<String, Object> history(ServerFrame.HistoryPage page) {
        var fields = reply("history", page.requestId());
        fields.put("peer", page.peer().value());
        fields.put("messages", page.entries().stream().map(FrameEncoder::message).toList());
        fields.put("more", page.more());
        page.digest().ifPresent(digest -> fields.put("digest", digest.base64Url()));
        return fields;
    }

    private static Map<String, Object> conversations(ServerFrame.ConversationsPage page) {
        var fields = reply("conversations", page.requestId());
        fields.put("conversations", page.rows().stream().map(FrameEncoder::listed).toList());
        page.cursor().ifPresent(cursor -> fields.put("cursor", cursor));
        return fields;
    }

    static Map<String, Object> listed(ConversationRow row) {
        var fields = object("peer", row.peer().value(), "lastSeq", row.lastSeq());
        row.lastMessage().ifPresent(last -> fields.put("lastMessage", preview(last)));
        fields.put("delivered", row.receipt().delivered());
        fields.put("read", row.receipt().read());
        fields.put("peerDelivered", row.peerReceipt().delivered());
        fields.put("peerRead", row.peerReceipt().read());
        fields.put("unread", row.unread());
        UserFields.put(fields, row.settings());
        return fields;
    }

    private static Map<String, Object> preview(Preview preview) {
        return object(
                "seq", preview.seq(),
                "from", preview.from().value(),
                "preview", preview.text(),
                "sentAt", preview.sentAt().toEpochMilli());
    }

    private static Map<String, Object> rejected(ServerFrame.Rejected rejected) {
        var fields = reply("rejected", rejected.requestId());
        rejected.peer().ifPresent(peer -> fields.put("peer", peer.value()));
        rejected.clientMessageId().ifPresent(id -> fields.put("clientMessageId", id.value()));
        fields.put("code", rejected.code().wireName());
        fields.put("message", rejected.message());
        fields.put("retryable", rejected.code().retryable());
        rejected.retryAfter().ifPresent(wait -> fields.put("retryAfterMs", wait.toMillis()));
        return fields;
    }

    static Map<String, Object> reply(String type, Optional<String> requestId) {
        var fields = object("type", type);
        requestId.ifPresent(id -> fields.put("requestId", id));
        return fields;
    }

    static Map<String, Object> object(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        var pairs = List.of(namesAndValues);
        for (int i = 0; i < pairs.size(); i += 2) {
            fields.put((String) pairs.get(i), pairs.get(i + 1));
        }
        return fields;
    }
}
