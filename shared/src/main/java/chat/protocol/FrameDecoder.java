package chat.protocol;

import static java.lang.Character.getType;

import chat.domain.ClientMessageId;
import chat.domain.UserId;
import chat.protocol.Fields.InvalidFieldException;
import chat.protocol.ServerFrame.Rejected;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Reads frames of clients. It never throws: a bad frame becomes [ClientFrame.Invalid], which holds
/// the answer. Unknown fields are ignored.
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

    /// @param text the frame's text; null if the gateway passed none
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
        return Action.of(fields.text("action"))
                .map(action -> action.read(fields, requestId))
                .orElseGet(
                        () ->
                                invalid(
                                        requestId,
                                        ErrorCode.UNKNOWN_ACTION,
                                        "action must be one of " + Action.wireNames()));
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
                    // The answer could not repeat a lone surrogate, which UTF-8 cannot encode.
                    if (id.codePoints().anyMatch(c -> getType(c) == Character.SURROGATE)) {
                        throw fields.wrong("requestId", "must be Unicode text");
                    }
                });
        return requestId;
    }

    /// Adds the conversation and the message of a bad frame to its rejection, if they can be read.
    static Rejected about(Fields fields, Rejected rejected) {
        var peer = fields.readable(fields.has("to") ? "to" : "peer", UserId::new);
        var message = fields.readable("clientMessageId", ClientMessageId::new);
        Rejected result = peer.map(rejected::about).orElse(rejected);
        return message.map(result::about).orElse(result);
    }

    private static ClientFrame invalid(Optional<String> requestId, ErrorCode code, String message) {
        return new ClientFrame.Invalid(Rejected.of(requestId, code, message));
    }
}
