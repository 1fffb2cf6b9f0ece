package chat.protocol;

import static chat.protocol.FrameObject.object;
import static chat.protocol.FrameObject.reply;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.Entry;
import chat.domain.UserId;
import chat.protocol.ClientFrame.Acknowledgement;
import chat.protocol.ClientFrame.Position;
import chat.protocol.Fields.InvalidFieldException;
import chat.protocol.ServerFrame.Rejected;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The codec of frames with messages and acknowledgements.
final class MessageFrames {
    private MessageFrames() {}

    static ClientFrame sendMessage(Fields fields, Optional<String> requestId) {
        Body.Content body = BodyFields.read(fields.object("body"));
        return new ClientFrame.SendMessage(
                requestId,
                fields.value("to", UserId::new),
                fields.value("clientMessageId", ClientMessageId::new),
                position(fields),
                target(fields, body),
                body);
    }

    /// Only a message may be without a target.
    private static long target(Fields fields, Body.Content body) {
        return body.kind().isMessage() && !fields.has("target")
                ? Entry.NO_TARGET
                : fields.integer("target", 1, Fields.INTEGER_MAX);
    }

    private static Position position(Fields fields) {
        if (fields.has("seq")) {
            return new Position.At(fields.integer("seq", 1, Fields.INTEGER_MAX));
        }
        OptionalLong after = fields.optionalInteger("after", 0);
        return after.isPresent() ? new Position.After(after.getAsLong()) : new Position.Unknown();
    }

    static ClientFrame ack(Fields fields, Optional<String> requestId) {
        var acks = new ArrayList<Acknowledgement>();
        var invalid = new ArrayList<Rejected>();
        var peers = new HashSet<UserId>();
        for (Object element : fields.array("acks", ClientFrame.Ack.ACKS_MAX)) {
            if (!(element instanceof Map<?, ?>)) {
                var wrong = fields.wrong("acks", "must contain only objects");
                invalid.add(Rejected.of(requestId, wrong.code(), wrong.explanation()));
                continue;
            }
            Fields pair = fields.object("acks", element);
            try {
                Acknowledgement ack = acknowledgement(pair);
                if (!peers.add(ack.peer())) {
                    throw pair.wrong("peer", "must occur only once in a frame");
                }
                acks.add(ack);
            } catch (InvalidFieldException wrong) {
                invalid.add(
                        FrameDecoder.about(
                                pair, Rejected.of(requestId, wrong.code(), wrong.explanation())));
            }
        }
        return new ClientFrame.Ack(requestId, acks, invalid);
    }

    private static Acknowledgement acknowledgement(Fields pair) {
        UserId peer = pair.value("peer", UserId::new);
        OptionalLong delivered = pair.optionalInteger("delivered", 1);
        OptionalLong read = pair.optionalInteger("read", 1);
        if (delivered.isEmpty() && read.isEmpty()) {
            throw pair.wrong("delivered", "or read is required");
        }
        return new Acknowledgement(peer, Math.max(delivered.orElse(0), read.orElse(0)), read);
    }

    static Map<String, Object> accepted(ServerFrame.Accepted accepted) {
        Entry entry = accepted.entry();
        var fields = reply("accepted", accepted.requestId());
        fields.put("peer", accepted.peer().value());
        fields.put("seq", entry.seq());
        fields.put("clientMessageId", entry.clientMessageId().value());
        fields.put("sentAt", entry.sentAt().toEpochMilli());
        entry.salt()
                .ifPresentOrElse(
                        salt -> fields.put("salt", salt.base64Url()),
                        () -> fields.put("bodyHash", entry.bodyHash().base64Url()));
        fields.put("digest", entry.digest().base64Url());
        return fields;
    }

    static Map<String, Object> messages(ServerFrame.Messages frame) {
        var fields = object("type", "messages", "peer", frame.peer().value());
        frame.after().ifPresent(after -> fields.put("after", after));
        fields.put("messages", frame.entries().stream().map(MessageFrames::message).toList());
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
        if (!entry.kind().isMessage()) {
            fields.put("kind", entry.kind().name());
        }
        if (entry.target() != Entry.NO_TARGET) {
            fields.put("target", entry.target());
        }
        entry.body()
                .ifPresentOrElse(
                        body -> fields.put("body", BodyFields.of(body)),
                        () -> putErased(fields, entry));
        entry.salt().ifPresent(salt -> fields.put("salt", salt.base64Url()));
        entry.fold().removedBy().ifPresent(by -> fields.put("removedBy", by));
        return fields;
    }

    /// An erased message has no body. An entry of another kind always has one, so that a client
    /// that does not know the kind does not take it for an erased message.
    private static void putErased(Map<String, Object> fields, Entry entry) {
        String hash = entry.bodyHash().base64Url();
        if (entry.kind().isMessage()) {
            fields.put("bodyHash", hash);
        } else {
            fields.put("body", object("type", "erased", "hash", hash));
        }
    }

    static Map<String, Object> receipt(ServerFrame.PeerReceipt frame) {
        return object(
                "type", "receipt",
                "peer", frame.peer().value(),
                "delivered", frame.receipt().delivered(),
                "read", frame.receipt().read(),
                "at", frame.at().toEpochMilli());
    }

    static Map<String, Object> cursor(ServerFrame.ReadCursor frame) {
        return object("type", "cursor", "peer", frame.peer().value(), "read", frame.read());
    }

    static Map<String, Object> acked(ServerFrame.Acked frame) {
        return object("type", "acked", "requestId", frame.requestId());
    }
}
