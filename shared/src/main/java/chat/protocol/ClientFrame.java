package chat.protocol;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ContactNumber;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.protocol.ServerFrame.Rejected;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What a client sends. `ping` is not here: the gateway answers it by itself.
public sealed interface ClientFrame extends Rejectable {
    /// A frame that could be read.
    sealed interface Request extends ClientFrame {
        /// What the frame asks for.
        Action action();
    }

    /// A frame that reads logs or lists conversations.
    sealed interface Read extends Request {}

    /// Sends a message.
    record SendMessage(
            Optional<String> requestId,
            UserId to,
            ClientMessageId clientMessageId,
            Position position,
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

    /// What the sending device knows of the log it appends to.
    sealed interface Position {
        /// The device holds all entries up to `seq` and found none with this client message id.
        record After(long seq) implements Position {}

        /// The device has seen its own message come back as entry `seq`.
        record At(long seq) implements Position {}

        /// The device says nothing.
        record Unknown() implements Position {}
    }

    /// Acknowledges entries, cumulatively. Each acknowledgement stands by itself.
    ///
    /// @param invalid one rejection for each acknowledgement that could not be read
    record Ack(Optional<String> requestId, List<Acknowledgement> acks, List<Rejected> invalid)
            implements Request {
        /// Most acknowledgements in a frame.
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

    /// Up to where the device has, and its user has read, the conversation with `peer`.
    ///
    /// @param delivered at least `read`
    /// @param read empty: nothing said about reading
    record Acknowledgement(UserId peer, long delivered, OptionalLong read) {}

    /// Asks for what the device lacks.
    ///
    /// @param cursors up to where the device holds a conversation, instead of its stored cursor
    record Sync(Optional<String> requestId, Map<UserId, Long> cursors) implements Read {
        /// Most cursors in a frame.
        public static final int CURSORS_MAX = 100;

        /// Most frames of messages in the answer.
        public static final int FRAMES_MAX = 8;

        public Sync {
            cursors = Collections.unmodifiableMap(new TreeMap<>(cursors));
        }

        @Override
        public Action action() {
            return Action.SYNC;
        }
    }

    /// Asks for a page of a conversation's log.
    record History(Optional<String> requestId, UserId peer, Range range, int limit)
            implements Read {
        /// Most entries in a page.
        public static final int LIMIT_MAX = 100;

        /// Entries in a page if the client does not say.
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

    /// Which part of a log: both bounds exclusive.
    sealed interface Range {
        /// The newest entries before `seq`; [Long#MAX_VALUE] for the newest of all.
        record Before(long seq) implements Range {}

        /// The oldest entries after `seq`.
        record After(long seq) implements Range {}
    }

    /// Asks for a page of the user's conversations, newest day first.
    ///
    /// @param cursor from the page before; empty for the first page
    record Conversations(Optional<String> requestId, int limit, Optional<String> cursor)
            implements Read {
        /// Most conversations in a page.
        public static final int LIMIT_MAX = 100;

        /// Conversations in a page if the client does not say.
        public static final int LIMIT_DEFAULT = 50;

        @Override
        public Action action() {
            return Action.CONVERSATIONS;
        }
    }

    /// Asks for users, changes the user's own profile, or finds somebody.
    sealed interface Profile extends Request {
        @Override
        default Action action() {
            return Action.PROFILE;
        }

        /// Asks what is shown of users.
        ///
        /// @param users each once, in the order asked for
        record Get(Optional<String> requestId, List<UserId> users) implements Profile {
            /// Most users in a frame.
            public static final int USERS_MAX = 50;

            public Get {
                users = List.copyOf(users);
            }
        }

        /// Changes what is shown of the user, and to whom.
        record Set(Optional<String> requestId, chat.domain.Profile.Change change)
                implements Profile {}

        /// Asks who has a contact number.
        record Find(Optional<String> requestId, ContactNumber contactNumber) implements Profile {}
    }

    /// Asks what the user has set for a conversation, or changes it.
    ///
    /// @param set what to change; empty to ask
    record Conversation(Optional<String> requestId, UserId peer, Map<Setting, Boolean> set)
            implements Request {
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

    /// Asks who is there, and to be told of it from now on, or no more.
    ///
    /// @param watch whose presence to tell now, and whenever it changes
    /// @param unwatch whose presence no longer to tell
    /// @param get whose presence to tell now
    record Presence(
            Optional<String> requestId, List<UserId> watch, List<UserId> unwatch, List<UserId> get)
            implements Request {
        /// Most users in each list.
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

    /// Says that the user has begun to write, or has stopped.
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

    /// Anything that is none of the above: the answer it gets.
    record Invalid(Rejected rejection) implements ClientFrame {
        @Override
        public Optional<String> requestId() {
            return rejection.requestId();
        }
    }
}
