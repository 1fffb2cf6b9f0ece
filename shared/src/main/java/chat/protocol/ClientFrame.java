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

/// A frame that a client sends. `ping` is not among them, since the gateway answers it itself.
public sealed interface ClientFrame extends Rejectable {
    /// A frame that could be read.
    sealed interface Request extends ClientFrame {
        /// What the frame asks for.
        Action action();
    }

    /// A frame that reads logs or lists conversations.
    sealed interface Read extends Request {}

    /// How many things the frame asks for where it may ask for many: acknowledgements, users, logs,
    /// frames of a drain. 0 where it asks for one.
    default int items() {
        return 0;
    }

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

    /// The sending device's knowledge of the log that it appends to.
    sealed interface Position {
        /// The device holds all entries up to `seq` and found none with this client message id.
        record After(long seq) implements Position {}

        /// The device has seen its own message come back as entry `seq`.
        record At(long seq) implements Position {}

        /// The frame does not say.
        record Unknown() implements Position {}
    }

    /// Acknowledges entries, cumulatively. Each acknowledgement is independent.
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

        @Override
        public int items() {
            return acks.size() + invalid.size();
        }
    }

    /// The last entry of the conversation with `peer` that the device has and that its user has
    /// read.
    ///
    /// @param delivered at least `read`
    /// @param read empty if the frame says nothing about reading
    record Acknowledgement(UserId peer, long delivered, OptionalLong read) {}

    /// Asks for what the device lacks.
    ///
    /// @param cursors the last entry that the device holds, per peer; they replace its stored
    ///   cursors
    record Sync(Optional<String> requestId, Map<UserId, Long> cursors) implements Read {
        /// Most cursors in a frame.
        public static final int CURSORS_MAX = 100;

        /// Most frames of messages in the drain that answers it.
        public static final int FRAMES_MAX = 8;

        public Sync {
            cursors = Collections.unmodifiableMap(new TreeMap<>(cursors));
        }

        @Override
        public Action action() {
            return Action.SYNC;
        }

        @Override
        public int items() {
            return FRAMES_MAX + cursors.size();
        }
    }

    /// Asks for a page of a conversation's log.
    record History(Optional<String> requestId, UserId peer, Range range, int limit)
            implements Read {
        /// Most entries in a page.
        public static final int LIMIT_MAX = 100;

        /// The default number of entries in a page.
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

    /// A part of a log. Both bounds are exclusive.
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

        /// The default number of conversations in a page.
        public static final int LIMIT_DEFAULT = 50;

        @Override
        public Action action() {
            return Action.CONVERSATIONS;
        }
    }

    /// Asks for users, changes the user's own profile, or finds a user.
    sealed interface Profile extends Request {
        @Override
        default Action action() {
            return Action.PROFILE;
        }

        /// Asks for the profiles of users.
        ///
        /// @param users each once, in the order asked for
        record Get(Optional<String> requestId, List<UserId> users) implements Profile {
            /// Most users in a frame.
            public static final int USERS_MAX = 50;

            public Get {
                users = List.copyOf(users);
            }

            @Override
            public int items() {
                return users.size();
            }
        }

        /// Changes the user's own profile and privacy.
        record Set(Optional<String> requestId, chat.domain.Profile.Change change)
                implements Profile {}

        /// Asks for the user with a contact number.
        record Find(Optional<String> requestId, ContactNumber contactNumber) implements Profile {}
    }

    /// Asks for the user's settings of a conversation, or changes them.
    ///
    /// @param set the changes; empty to ask
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

    /// Asks for presence, and subscribes to it or unsubscribes.
    ///
    /// @param watch users whose presence to send now and whenever it changes
    /// @param unwatch users whose presence to stop sending
    /// @param get users whose presence to send now
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

        @Override
        public int items() {
            return watch.size() + unwatch.size() + get.size();
        }
    }

    /// Says that the user has started or stopped typing.
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

    /// A frame that could not be read.
    ///
    /// @param rejection the answer to it
    record Invalid(Rejected rejection) implements ClientFrame {
        @Override
        public Optional<String> requestId() {
            return rejection.requestId();
        }
    }
}
