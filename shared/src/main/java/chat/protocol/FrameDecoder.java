package chat.protocol;

import static java.lang.Character.getType;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.UserId;
import chat.protocol.ClientFrame.Acknowledgement;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ClientFrame.Range;
import chat.protocol.Fields.InvalidFieldException;
import chat.protocol.ServerFrame.Rejected;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what a client sent. Never throws: a bad frame becomes [ClientFrame.Invalid], with the
/// answer it gets. Unknown fields are ignored.
public final class FrameDecoder {
    private static final int DEPTH_MAX = 16;
    private static final int REQUEST_ID_LENGTH_MAX = 64;

    private static final JsonFactory STRICT =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxNumberLength(32)
                                    .build())
                    .build();

    private FrameDecoder() {}

    /// @param text the frame's text; null where the gateway passed none
    public static ClientFrame decode(@Nullable String text) {
        Fields fields;
        try {
            fields = Fields.of(parse(text));
        } catch (IOException malformed) {
            return invalid(Optional.empty(), ErrorCode.MALFORMED_FRAME, "must be a JSON object");
        }
        Optional<String> requestId = Optional.empty();
        try {
            requestId = requestId(fields);
            return frame(fields, requestId);
        } catch (InvalidFieldException wrong) {
            return new ClientFrame.Invalid(
                    about(fields, Rejected.of(requestId, wrong.code(), wrong.explanation())));
        }
    }

    private static Map<?, ?> parse(@Nullable String text) throws IOException {
        try (var parser = STRICT.createParser(text == null ? "" : text)) {
            Object value = JSON.std.anyFrom(parser);
            if (value instanceof Map<?, ?> object && parser.nextToken() == null) {
                return object;
            }
            throw new IOException("not one object");
        }
    }

    private static ClientFrame frame(Fields fields, Optional<String> requestId) {
        String action = fields.text("action");
        return switch (action) {
            case "sendMessage" -> sendMessage(fields, requestId);
            case "ack" -> ack(fields, requestId);
            case "sync" -> sync(fields, requestId);
            case "history" -> history(fields, requestId);
            case "conversations" -> conversations(fields, requestId);
            case "profile" -> UserFrames.profile(fields, requestId);
            case "conversation" -> UserFrames.conversation(fields, requestId);
            case "presence" -> PresenceFrames.presence(fields, requestId);
            case "typing" -> PresenceFrames.typing(fields, requestId);
            default ->
                    invalid(
                            requestId,
                            ErrorCode.UNKNOWN_ACTION,
                            "action must be one of sendMessage, ack, sync, history, conversations,"
                                    + " profile, conversation, presence, typing, ping");
        };
    }

    private static ClientFrame sendMessage(Fields fields, Optional<String> requestId) {
        return new ClientFrame.SendMessage(
                requestId,
                fields.value("to", UserId::new),
                fields.value("clientMessageId", ClientMessageId::new),
                position(fields),
                body(fields.object("body")));
    }

    private static Position position(Fields fields) {
        if (fields.has("seq")) {
            return new Position.At(fields.integer("seq", 1, Fields.INTEGER_MAX));
        }
        OptionalLong after = fields.optionalInteger("after", 0);
        return after.isPresent() ? new Position.After(after.getAsLong()) : new Position.Unknown();
    }

    private static Body body(Fields body) {
        if (!body.text("type").equals("text")) {
            throw body.wrong("type", "must be text");
        }
        return body.value("text", Body.Text::new);
    }

    private static ClientFrame ack(Fields fields, Optional<String> requestId) {
        var acks = new ArrayList<Acknowledgement>();
        var invalid = new ArrayList<Rejected>();
        var peers = new HashSet<UserId>();
        for (Object element : fields.array("acks", ClientFrame.Ack.ACKS_MAX)) {
            if (!(element instanceof Map<?, ?>)) {
                var wrong = fields.wrong("acks", "must hold objects only");
                invalid.add(Rejected.of(requestId, wrong.code(), wrong.explanation()));
                continue;
            }
            Fields pair = fields.object("acks", element);
            try {
                Acknowledgement ack = acknowledgement(pair);
                if (!peers.add(ack.peer())) {
                    throw pair.wrong("peer", "must stand once in a frame");
                }
                acks.add(ack);
            } catch (InvalidFieldException wrong) {
                invalid.add(about(pair, Rejected.of(requestId, wrong.code(), wrong.explanation())));
            }
        }
        return new ClientFrame.Ack(requestId, acks, invalid);
    }

    private static Acknowledgement acknowledgement(Fields pair) {
        UserId peer = pair.value("peer", UserId::new);
        OptionalLong delivered = pair.optionalInteger("delivered", 1);
        OptionalLong read = pair.optionalInteger("read", 1);
        if (delivered.isEmpty() && read.isEmpty()) {
            throw pair.wrong("delivered", "is missing, and so is read");
        }
        return new Acknowledgement(peer, Math.max(delivered.orElse(0), read.orElse(0)), read);
    }

    private static ClientFrame sync(Fields fields, Optional<String> requestId) {
        return new ClientFrame.Sync(
                requestId,
                fields.has("cursors")
                        ? fields.integersBy("cursors", UserId::new, ClientFrame.Sync.CURSORS_MAX)
                        : Map.of());
    }

    private static ClientFrame history(Fields fields, Optional<String> requestId) {
        UserId peer = fields.value("peer", UserId::new);
        if (fields.has("before") && fields.has("after")) {
            throw fields.wrong("after", "and before must not stand together");
        }
        Range range =
                fields.has("after")
                        ? new Range.After(fields.integer("after", 0, Fields.INTEGER_MAX))
                        : new Range.Before(
                                fields.optionalInteger("before", 1).orElse(Long.MAX_VALUE));
        int limit = fields.limit(ClientFrame.History.LIMIT_DEFAULT, ClientFrame.History.LIMIT_MAX);
        return new ClientFrame.History(requestId, peer, range, limit);
    }

    private static ClientFrame conversations(Fields fields, Optional<String> requestId) {
        int limit =
                fields.limit(
                        ClientFrame.Conversations.LIMIT_DEFAULT,
                        ClientFrame.Conversations.LIMIT_MAX);
        return new ClientFrame.Conversations(requestId, limit, fields.optionalText("cursor"));
    }

    private static Optional<String> requestId(Fields fields) {
        Optional<String> requestId = fields.optionalText("requestId");
        requestId.ifPresent(
                id -> {
                    if (id.isEmpty() || id.length() > REQUEST_ID_LENGTH_MAX) {
                        throw fields.wrong(
                                "requestId",
                                "must have 1 to " + REQUEST_ID_LENGTH_MAX + " characters");
                    }
                    // An answer could not repeat it: UTF-8 has no bytes for a lone surrogate.
                    if (id.codePoints().anyMatch(c -> getType(c) == Character.SURROGATE)) {
                        throw fields.wrong("requestId", "must be Unicode text");
                    }
                });
        return requestId;
    }

    /// Names the conversation and the message that a bad frame was about, where they can be read.
    private static Rejected about(Fields fields, Rejected rejected) {
        var peer = fields.readable(fields.has("to") ? "to" : "peer", UserId::new);
        var message = fields.readable("clientMessageId", ClientMessageId::new);
        Rejected result = peer.map(rejected::about).orElse(rejected);
        return message.map(result::about).orElse(result);
    }

    private static ClientFrame invalid(Optional<String> requestId, ErrorCode code, String message) {
        return new ClientFrame.Invalid(Rejected.of(requestId, code, message));
    }
}
