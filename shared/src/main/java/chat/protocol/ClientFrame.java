package chat.protocol;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ContactNumber;
import chat.domain.Entry;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.protocol.ServerFrame.Rejected;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A frame that a client sends, except `ping`, which the gateway answers itself.
public sealed interface ClientFrame extends Rejectable {
    /// A valid frame.
    sealed interface Request extends ClientFrame {
        /// The action of the frame.
        Action action();
    }

    /// A frame about what only the caller's own devices see of a conversation.
    sealed interface Personal extends Request permits Conversation, Hide {}

    /// A frame that searches the user's messages.
    sealed interface Find extends Request permits Search {}

    /// A frame that reads logs or lists conversations.
    sealed interface Read extends Request {}

    /// Sends a message or an operation.
    ///
    /// @param target the message that this one replies to or acts on; [Entry#NO_TARGET] for none
    record SendMessage(
            Optional<String> requestId,
            UserId to,
            ClientMessageId clientMessageId,
            Position position,
            long target,
            Body.Content body)
            implements Request {
        @Override
        public Action action() {
            return Action.SEND_MESSAGE;
        }

        @Override
        public Rejected subject(Rejected rejected) {
            return rejected.about(to).about(clientMessageId);
        }
    }

    /// The position in the log that the sending device knows.
    sealed interface Position {
        /// The device holds all entries up to `seq`, and none of them has this client message id.
        record After(long seq) implements Position {}

        /// The device has received its own message as entry `seq`.
        record At(long seq) implements Position {}

        /// The device gives no position.
        record Unknown() implements Position {}
    }

    /// Acknowledges entries, cumulatively. Each acknowledgement is processed independently.
    ///
    /// @param invalid one rejection for each invalid acknowledgement
    record Ack(Optional<String> requestId, List<Acknowledgement> acks, List<Rejected> invalid)
            implements Request {
        /// The maximum number of acknowledgements in a frame.
        public static final int ACKS_MAX = 100;

        public Ack {
            acks = List.copyOf(acks);
            invalid = List.copyOf(invalid);
        }

        @Override
        public Action action() {
            return Action.ACK;
        }
    }

    /// How far the device has the conversation with `peer`, and how far its user has read it.
    ///
    /// @param delivered at least `read`
    /// @param read empty if the device gives no read position
    record Acknowledgement(UserId peer, long delivered, OptionalLong read) {}

    /// Requests the entries that the device lacks.
    ///
    /// @param cursors how far the device holds conversations, instead of its stored cursors
    record Sync(Optional<String> requestId, Map<UserId, Long> cursors) implements Read {
        /// The maximum number of cursors in a frame.
        public static final int CURSORS_MAX = 100;

        /// The maximum number of `messages` frames in the answer.
        public static final int FRAMES_MAX = 8;

        public Sync {
            cursors = Collections.unmodifiableMap(new TreeMap<>(cursors));
        }

        @Override
        public Action action() {
            return Action.SYNC;
        }
    }

    /// Requests a page of a conversation's log.
    ///
    /// @param fold whether the page also states what operations have made of its messages
    record History(Optional<String> requestId, UserId peer, Range range, int limit, boolean fold)
            implements Read {
        /// The maximum number of entries in a page.
        public static final int LIMIT_MAX = 100;

        /// The number of entries in a page if the frame has no limit.
        public static final int LIMIT_DEFAULT = 50;

        @Override
        public Action action() {
            return Action.HISTORY;
        }

        @Override
        public Rejected subject(Rejected rejected) {
            return rejected.about(peer);
        }
    }

    /// A part of a log, with an exclusive bound.
    sealed interface Range {
        /// The newest entries before `seq`; [Long#MAX_VALUE] for the newest of all.
        record Before(long seq) implements Range {}

        /// The oldest entries after `seq`.
        record After(long seq) implements Range {}
    }

    /// Requests a page of the user's conversations, newest day first.
    ///
    /// @param cursor from the previous page; empty for the first page
    record Conversations(Optional<String> requestId, int limit, Optional<String> cursor)
            implements Read {
        /// The maximum number of conversations in a page.
        public static final int LIMIT_MAX = 100;

        /// The number of conversations in a page if the frame has no limit.
        public static final int LIMIT_DEFAULT = 50;

        @Override
        public Action action() {
            return Action.CONVERSATIONS;
        }
    }

    /// Requests profiles, changes the user's own profile, or finds a user.
    sealed interface Profile extends Request {
        @Override
        default Action action() {
            return Action.PROFILE;
        }

        /// Requests the profiles of users, without duplicates, in the requested order.
        record Get(Optional<String> requestId, List<UserId> users) implements Profile {
            /// The maximum number of users in a frame.
            public static final int USERS_MAX = 50;

            public Get {
                users = List.copyOf(users);
            }
        }

        /// Changes the user's own profile and privacy settings.
        record Set(Optional<String> requestId, chat.domain.Profile.Change change)
                implements Profile {}

        /// Finds the user with a contact number.
        record Find(Optional<String> requestId, ContactNumber contactNumber) implements Profile {}
    }

    /// Requests the user's settings of a conversation, or changes them.
    ///
    /// @param set the settings to change; empty to request them
    record Conversation(Optional<String> requestId, UserId peer, Map<Setting, Boolean> set)
            implements Personal {
        public Conversation {
            set = Map.copyOf(set);
        }

        @Override
        public Action action() {
            return Action.CONVERSATION;
        }

        @Override
        public Rejected subject(Rejected rejected) {
            return rejected.about(peer);
        }
    }

    /// Requests presence, and starts or ends subscriptions to it.
    ///
    /// @param watch users to subscribe to; the answer contains their presence
    /// @param unwatch users whose subscription ends
    /// @param get users whose presence to return once
    record Presence(
            Optional<String> requestId, List<UserId> watch, List<UserId> unwatch, List<UserId> get)
            implements Request {
        /// The maximum number of users in each list.
        public static final int USERS_MAX = 50;

        public Presence {
            watch = List.copyOf(watch);
            unwatch = List.copyOf(unwatch);
            get = List.copyOf(get);
        }

        @Override
        public Action action() {
            return Action.PRESENCE;
        }
    }

    /// Reports that the user has started or stopped typing.
    record Typing(Optional<String> requestId, UserId to, boolean started) implements Request {
        @Override
        public Action action() {
            return Action.TYPING;
        }

        @Override
        public Rejected subject(Rejected rejected) {
            return rejected.about(to);
        }
    }

    /// An invalid frame, with its rejection.
    record Invalid(Rejected rejection) implements ClientFrame {
        @Override
        public Optional<String> requestId() {
            return rejection.requestId();
        }
    }
}
