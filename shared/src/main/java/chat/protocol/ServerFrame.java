package chat.protocol;

import chat.domain.ClientMessageId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Hash;
import chat.domain.Presence;
import chat.domain.Profile;
import chat.domain.Receipt;
import chat.domain.Settings;
import chat.domain.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the server sends.
public sealed interface ServerFrame {
    /// The message is in the log, and every push of it is settled.
    record Accepted(Optional<String> requestId, UserId peer, Entry entry) implements ServerFrame {}

    /// Entries of a log, ascending, without gap.
    ///
    /// @param after the entry after which the drain of this conversation starts: what is between it
    ///   and these is in other frames of the drain; empty in a live push
    record Messages(UserId peer, OptionalLong after, List<Entry> entries) implements ServerFrame {
        public Messages {
            entries = List.copyOf(entries);
        }
    }

    /// The peer's devices have, and the peer has read, the conversation up to here.
    record PeerReceipt(UserId peer, Receipt receipt, Instant at) implements ServerFrame {}

    /// Another device of the same user has read up to here.
    record ReadCursor(UserId peer, long read) implements ServerFrame {}

    /// The device has been sent what it lacked.
    ///
    /// @param at what to give as `since` when connecting again; empty while something is missing
    /// @param more whether to acknowledge and ask `sync` for the rest
    record CaughtUp(
            Optional<String> requestId,
            Optional<Instant> at,
            boolean more,
            DeviceId device,
            List<ConversationRow> conversations)
            implements ServerFrame {
        public CaughtUp {
            conversations = List.copyOf(conversations);
        }
    }

    /// All acknowledgements of a frame are done.
    record Acked(String requestId) implements ServerFrame {}

    /// A page of a log, ascending.
    ///
    /// @param more whether the log goes on in the direction asked for
    record HistoryPage(Optional<String> requestId, UserId peer, List<Entry> entries, boolean more)
            implements ServerFrame {
        public HistoryPage {
            entries = List.copyOf(entries);
        }

        /// The last entry's digest.
        public Optional<Hash> digest() {
            return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast().digest());
        }
    }

    /// A page of the user's conversations.
    ///
    /// @param cursor asks for the next page; empty on the last
    record ConversationsPage(
            Optional<String> requestId, List<ConversationRow> rows, Optional<String> cursor)
            implements ServerFrame {
        public ConversationsPage {
            rows = List.copyOf(rows);
        }
    }

    /// What is shown of users; those who do not exist are left out.
    record ProfilesOf(Optional<String> requestId, List<Profile> users) implements ServerFrame {
        public ProfilesOf {
            users = List.copyOf(users);
        }
    }

    /// What the user has set for a conversation.
    record SettingsOf(Optional<String> requestId, UserId peer, Settings settings)
            implements ServerFrame {}

    /// Who is there: what was asked for, or what has changed.
    record PresenceOf(Optional<String> requestId, List<Presence> users) implements ServerFrame {
        public PresenceOf {
            users = List.copyOf(users);
        }
    }

    /// The peer has begun to write, or has stopped.
    record TypingOf(UserId peer, boolean started) implements ServerFrame {}

    /// The request was not done.
    ///
    /// @param message for the developer: what is wrong
    /// @param peer the conversation it is about, if it is about one
    /// @param clientMessageId the message it is about, if it is about one
    /// @param retryAfter how long to wait before sending the same again, if that is known
    record Rejected(
            Optional<String> requestId,
            ErrorCode code,
            String message,
            Optional<UserId> peer,
            Optional<ClientMessageId> clientMessageId,
            Optional<Duration> retryAfter)
            implements ServerFrame {
        /// A rejection of a whole frame.
        public static Rejected of(Optional<String> requestId, ErrorCode code, String message) {
            return new Rejected(
                    requestId, code, message, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /// A rejection of what was too much at once.
        public static Rejected rateLimited(
                Optional<String> requestId, String message, Duration retryAfter) {
            return new Rejected(
                    requestId,
                    ErrorCode.RATE_LIMITED,
                    message,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(retryAfter));
        }

        /// A rejection of what lost against others at the same time.
        public static Rejected conflict(
                Optional<String> requestId, String message, Duration retryAfter) {
            return new Rejected(
                    requestId,
                    ErrorCode.CONFLICT,
                    message,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(retryAfter));
        }

        /// The same, for others of the frame too.
        ///
        /// @param others how many; with 0 the rejection stays as it is
        public Rejected andMore(int others) {
            String explanation = others == 0 ? message : message + " (and " + others + " more)";
            return new Rejected(requestId, code, explanation, peer, clientMessageId, retryAfter);
        }

        /// The same, about the conversation with `peer`.
        public Rejected about(UserId peer) {
            return new Rejected(
                    requestId, code, message, Optional.of(peer), clientMessageId, retryAfter);
        }

        /// The same, about one message.
        public Rejected about(ClientMessageId message) {
            return new Rejected(
                    requestId, code, this.message, peer, Optional.of(message), retryAfter);
        }
    }
}
