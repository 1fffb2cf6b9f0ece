package chat.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// An action that a client may request: the `action` of a frame, which is also the key of its
/// route.
///
/// The decoder, the routes and the stage all read this list. It does not contain `ping`, which API
/// Gateway answers itself.
public enum Action {
    /// Sends a message.
    SEND_MESSAGE("sendMessage", Reply.REPLIED, MessageFrames::sendMessage),
    /// Acknowledges entries. The resulting frames go to other devices, not to the caller's.
    ACK("ack", Reply.SILENT, MessageFrames::ack),
    /// Requests the entries that the device lacks. The answer is a catch-up.
    SYNC("sync", Reply.SILENT, LogFrames::sync),
    /// Requests a page of a log.
    HISTORY("history", Reply.REPLIED, LogFrames::history),
    /// Requests a page of the user's conversations.
    CONVERSATIONS("conversations", Reply.REPLIED, LogFrames::conversations),
    /// Requests profiles, changes the caller's own profile, or finds a user.
    PROFILE("profile", Reply.REPLIED, UserFrames::profile),
    /// Requests or changes the caller's settings of a conversation.
    CONVERSATION("conversation", Reply.REPLIED, UserFrames::conversation),
    /// Hides messages from the caller's own devices, or requests what is hidden.
    HIDE("hide", Reply.REPLIED, UserFrames::hide),
    /// Requests a page of the user's messages that match a query.
    SEARCH("search", Reply.REPLIED, SearchFrames::search),
    /// Requests presence and subscribes to it.
    PRESENCE("presence", Reply.REPLIED, PresenceFrames::presence),
    /// Notifies the peer that the user is typing.
    TYPING("typing", Reply.SILENT, PresenceFrames::typing);

    /// The action that API Gateway answers with `pong`.
    public static final String PING = "ping";

    private final String wireName;
    private final Reply reply;
    private final BiFunction<Fields, Optional<String>, ClientFrame> reader;

    Action(String wireName, Reply reply, BiFunction<Fields, Optional<String>, ClientFrame> reader) {
        this.wireName = wireName;
        this.reply = reply;
        this.reader = reader;
    }

    private enum Reply {
        REPLIED,
        SILENT
    }

    /// The action's name in `docs/protocol.md`.
    public String wireName() {
        return wireName;
    }

    /// Whether the route returns the function's answer to the caller, which saves one call to
    /// `@connections`. Otherwise success is silent, and the function posts its answer.
    public boolean isReplied() {
        return reply == Reply.REPLIED;
    }

    /// Reads the frame's other fields.
    ClientFrame read(Fields fields, Optional<String> requestId) {
        return reader.apply(fields, requestId);
    }

    /// The action with this name.
    static Optional<Action> of(String wireName) {
        return Arrays.stream(values()).filter(a -> a.wireName.equals(wireName)).findFirst();
    }

    /// All names, for an error that lists them.
    static String wireNames() {
        return Arrays.stream(values()).map(Action::wireName).collect(Collectors.joining(", "))
                + ", "
                + PING;
    }
}
