package chat.protocol;

import static chat.protocol.FrameObject.object;
import static chat.protocol.FrameObject.reply;

import chat.domain.Body;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Fold;
import chat.domain.FoldedMessage;
import chat.domain.Preview;
import chat.domain.Settings;
import chat.domain.UserId;
import chat.protocol.ClientFrame.Range;

import java.util.Map;
import java.util.Optional;

/// The codec of frames that read logs and list conversations.
final class LogFrames {
    private LogFrames() {}

    static ClientFrame sync(Fields fields, Optional<String> requestId) {
        return new ClientFrame.Sync(
                requestId,
                fields.has("cursors")
                        ? fields.integersBy("cursors", UserId::new, ClientFrame.Sync.CURSORS_MAX)
                        : Map.of());
    }

    static ClientFrame history(Fields fields, Optional<String> requestId) {
        UserId peer = fields.value("peer", UserId::new);
        if (fields.has("before") && fields.has("after")) {
            throw fields.wrong("after", "and before must not both be set");
        }
        Range range =
                fields.has("after")
                        ? new Range.After(fields.integer("after", 0, Fields.INTEGER_MAX))
                        : new Range.Before(
                                fields.optionalInteger("before", 1).orElse(Long.MAX_VALUE));
        int limit = fields.limit(ClientFrame.History.LIMIT_DEFAULT, ClientFrame.History.LIMIT_MAX);
        boolean fold = fields.optionalFlag("fold").orElse(false);
        return new ClientFrame.History(requestId, peer, range, limit, fold);
    }

    static ClientFrame conversations(Fields fields, Optional<String> requestId) {
        int limit =
                fields.limit(
                        ClientFrame.Conversations.LIMIT_DEFAULT,
                        ClientFrame.Conversations.LIMIT_MAX);
        return new ClientFrame.Conversations(requestId, limit, fields.optionalText("cursor"));
    }

    static Map<String, Object> caughtUp(ServerFrame.CaughtUp frame) {
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
            UserFrames.put(fields, row.settings());
        }
        UserFrames.put(fields, row.hidden());
        return fields;
    }

    static Map<String, Object> history(ServerFrame.HistoryPage page) {
        var fields = reply("history", page.requestId());
        fields.put("peer", page.peer().value());
        fields.put("messages", page.entries().stream().map(MessageFrames::message).toList());
        page.state()
                .ifPresent(
                        state ->
                                fields.put(
                                        "state", state.stream().map(LogFrames::folded).toList()));
        fields.put("more", page.more());
        page.digest().ifPresent(digest -> fields.put("digest", digest.base64Url()));
        return fields;
    }

    static Map<String, Object> folded(FoldedMessage folded) {
        Entry message = folded.message();
        var fields = object("seq", message.seq());
        folded.edit().ifPresent(edit -> fields.put("edit", edit(edit)));
        if (!message.fold().edits().isEmpty()) {
            fields.put("edits", message.fold().edits().size());
        }
        if (!folded.reactions().isEmpty()) {
            fields.put("reactions", folded.reactions().stream().map(LogFrames::reaction).toList());
        }
        return fields;
    }

    private static Map<String, Object> edit(Entry edit) {
        var fields = object("seq", edit.seq());
        if (edit.body().orElse(null) instanceof Body.Edit(String text)) {
            fields.put("body", BodyFields.of(new Body.Text(text)));
        }
        return fields;
    }

    private static Map<String, Object> reaction(Map.Entry<UserId, Fold.Reaction> reaction) {
        return object(
                "from", reaction.getKey().value(),
                "emoji", reaction.getValue().emoji(),
                "seq", reaction.getValue().seq());
    }

    static Map<String, Object> conversations(ServerFrame.ConversationsPage page) {
        var fields = reply("conversations", page.requestId());
        fields.put("conversations", page.rows().stream().map(LogFrames::listed).toList());
        page.cursor().ifPresent(cursor -> fields.put("cursor", cursor));
        return fields;
    }

    static Map<String, Object> listed(ConversationRow row) {
        var fields = object("peer", row.peer().value(), "lastSeq", row.lastSeq());
        row.shownMessage().ifPresent(last -> fields.put("lastMessage", preview(last)));
        fields.put("delivered", row.receipt().delivered());
        fields.put("read", row.receipt().read());
        fields.put("peerDelivered", row.peerReceipt().delivered());
        fields.put("peerRead", row.peerReceipt().read());
        fields.put("unread", row.unread());
        UserFrames.put(fields, row.settings());
        UserFrames.put(fields, row.hidden());
        return fields;
    }

    private static Map<String, Object> preview(Preview preview) {
        return object(
                "seq", preview.seq(),
                "from", preview.from().value(),
                "preview", preview.text(),
                "sentAt", preview.sentAt().toEpochMilli());
    }
}
