package chat.protocol;

import chat.domain.ClientMessageId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.FoldedMessage;
import chat.domain.Hash;
import chat.domain.Hidden;
import chat.domain.Presence;
import chat.domain.Profile;
import chat.domain.Receipt;
import chat.domain.Settings;
import chat.domain.Snippet;
import chat.domain.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A frame that the server sends.
public sealed interface ServerFrame {
    /// The message is in the log, and each push of it has an outcome.
    record Accepted(Optional<String> requestId, UserId peer, Entry entry) implements ServerFrame {}

    /// Entries of a log, ascending, without gap.
    ///
    /// @param after the entry after which the catch-up of this conversation starts; other frames of
    ///   the catch-up contain the entries in between; empty in a live push
    record Messages(UserId peer, OptionalLong after, List<Entry> entries) implements ServerFrame {
        public Messages {
            entries = List.copyOf(entries);
        }
    }

    /// How far the peer's devices have the conversation, and how far the peer has read it.
    record PeerReceipt(UserId peer, Receipt receipt, Instant at) implements ServerFrame {}

    /// How far the user has read the conversation on another device.
    record ReadCursor(UserId peer, long read) implements ServerFrame {}

    /// The end of a catch-up.
    ///
    /// @param at the value of `since` for the next connect; empty while something is missing
    /// @param more whether the device must acknowledge and request the rest with `sync`
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
    /// @param more whether the log continues in the requested direction
    /// @param state what operations have made of its messages, if the request asks for it
    record HistoryPage(
            Optional<String> requestId,
            UserId peer,
            List<Entry> entries,
            boolean more,
            Optional<List<FoldedMessage>> state)
            implements ServerFrame {
        public HistoryPage {
            entries = List.copyOf(entries);
            state = state.map(List::copyOf);
        }

        /// The last entry's digest.
        public Optional<Hash> digest() {
            return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast().digest());
        }
    }

    /// A page of the user's conversations.
    ///
    /// @param cursor the cursor of the next page; empty on the last page
    record ConversationsPage(
            Optional<String> requestId, List<ConversationRow> rows, Optional<String> cursor)
            implements ServerFrame {
        public ConversationsPage {
            rows = List.copyOf(rows);
        }
    }

    /// Profiles of users. Users who do not exist are omitted.
    record ProfilesOf(Optional<String> requestId, List<Profile> users) implements ServerFrame {
        public ProfilesOf {
            users = List.copyOf(users);
        }
    }

    /// The user's settings of a conversation.
    record SettingsOf(Optional<String> requestId, UserId peer, Settings settings)
            implements ServerFrame {}

    /// What the user has hidden of a conversation.
    ///
    /// @param seqs hidden messages, ascending: those of a change, or those that were requested
    /// @param next where the requested messages continue, exclusive; empty if there are no more
    record HiddenOf(
            Optional<String> requestId,
            UserId peer,
            Hidden hidden,
            List<Long> seqs,
            Optional<Long> next)
            implements ServerFrame {
        public HiddenOf {
            seqs = List.copyOf(seqs);
        }
    }

    /// A page of messages that match a query.
    ///
    /// @param cursor the cursor of the next page; empty on the last page
    record Searched(Optional<String> requestId, List<Hit> hits, Optional<String> cursor)
            implements ServerFrame {
        public Searched {
            hits = List.copyOf(hits);
        }
    }

    /// A message that matches a query.
    record Hit(UserId peer, long seq, UserId from, Instant sentAt, Snippet snippet) {}

    /// Presence of users, requested or changed.
    record PresenceOf(Optional<String> requestId, List<Presence> users) implements ServerFrame {
        public PresenceOf {
            users = List.copyOf(users);
        }
    }

    /// The peer has started or stopped typing.
    record TypingOf(UserId peer, boolean started) implements ServerFrame {}

    /// The answer to a request that was not carried out.
    ///
    /// @param message an explanation for the developer
    /// @param peer the peer of the conversation, if the request named one
    /// @param clientMessageId the message, if the request named one
    /// @param retryAfter how long to wait before sending the same request again, if known
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

        /// A rejection of a request because there were too many.
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

        /// A rejection of a request that lost against concurrent ones.
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

        /// This rejection, with a note that further items of the frame were rejected.
        ///
        /// @param others their number; 0 adds no note
        public Rejected andMore(int others) {
            String explanation = others == 0 ? message : message + " (and " + others + " more)";
            return new Rejected(requestId, code, explanation, peer, clientMessageId, retryAfter);
        }

        /// This rejection with the peer of the conversation.
        public Rejected about(UserId peer) {
            return new Rejected(
                    requestId, code, message, Optional.of(peer), clientMessageId, retryAfter);
        }

        /// This rejection with the id of the message.
        public Rejected about(ClientMessageId message) {
            return new Rejected(
                    requestId, code, this.message, peer, Optional.of(message), retryAfter);
        }
    }
}
