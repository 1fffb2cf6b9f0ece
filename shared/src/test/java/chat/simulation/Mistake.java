package chat.simulation;

import chat.delivery.Redeliver;
import chat.domain.Draft;
import chat.limits.Limit;
import chat.messages.Append;
import chat.messages.Append.Found;
import chat.messages.SendMessage;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame;

import java.time.Duration;
import java.util.Optional;

/// Deliberate mistakes, made outside the services: between services and ports, in a client, or in
/// the settings of stream and queue. The checkers must find each of them.
enum Mistake implements Alteration {
    SECOND_CONNECTION_NOT_PUSHED(ConnectionMistakes::pushedToOneOnly),
    CONNECTIONS_READ_BEFORE_THE_ROWS_ARE_WRITTEN(ConnectionMistakes::readBeforeWritten),
    OPENING_ROW_REMOVED_ON_410(ConnectionMistakes::openingRowRemoved),
    WRONG_ROW_REMOVED(ConnectionMistakes::wrongRowRemoved),
    LEASE_NOT_COMPARED(ConnectionMistakes::leaseNotCompared),
    OWN_ROW_WRITTEN_BEFORE_THE_PEERS(TableMistakes::ownRowFirst),
    TAKEN_ENTRY_NOT_COMPARED(TableMistakes::takenNotCompared),
    LAST_ATTEMPT_NOT_READ(TableMistakes::lastAttemptNotRead),
    TIME_CHANGED_IN_CATCH_UPS(TableMistakes::timeChanged),
    DAY_BEFORE_NOT_READ(TableMistakes::dayBeforeNotRead),
    ONLY_THE_LAST_PAGE_SENT_TO_NEW_DEVICES(TableMistakes::firstPageOnly) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.FLOOD);
        }
    },
    NEWEST_ROWS_ONLY(TableMistakes::newestRowsOnly) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.MANY_PEERS);
        }
    },
    EVERY_CONVERSATION_TREATED_AS_NEW(ConnectionMistakes::seenLongAgo) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.MANY_PEERS);
        }
    },
    AFTER_NAMES_THE_PREVIOUS_FRAME(PushMistakes::afterThePreviousFrame) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.FLOOD);
        }
    },
    ACCEPTED_BEFORE_PUSHES_HAVE_FINISHED(PushMistakes::pushesNotAwaited),
    FAILED_PUSH_NOT_QUEUED(PushMistakes::notQueued),
    PUSHED_TO_ALL_USERS(PushMistakes::pushedToAll),
    CURSOR_MOVED_BY_PUSH(PushMistakes::cursorMoved),
    ROWS_READ_BEFORE_THE_SOCKET_IS_OPEN(PushMistakes::readBeforeOpen) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.MANY_DEVICES);
        }
    },
    MESSAGE_LEFT_TO_REDELIVERY(PushMistakes::leftToRedelivery) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.FAULTLESS);
        }
    },
    FIRST_CATCH_UP_LEFT_TO_THE_CLIENT(PushMistakes::leftToTheClient) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.FAULTLESS);
        }
    },
    RECEIPT_PUSHED_ONLY_IF_IT_MOVED(PushMistakes::onlyIfMoved),

    SETTINGS_NOT_PUSHED(PrivacyMistakes::settingsNotPushed),
    BLOCK_NOT_READ(PrivacyMistakes::blockNotRead),
    BLOCK_NOT_WRITTEN_TO_THE_PEERS_ROW(PrivacyMistakes::blockNotWritten),
    UNREAD_COUNTED_BY_NUMBERS(PrivacyMistakes::unreadCountedBySeq),
    HIDDEN_READ_RECEIPTS_SENT(PrivacyMistakes::readNotHidden),
    PRIVACY_READ_FROM_AN_OLD_RECORD(PrivacyMistakes::privacyOfOldRecords),
    HIDDEN_PRESENCE_SHOWN(PrivacyMistakes::presenceNotHidden),
    PRESENCE_SHOWN_DESPITE_A_BLOCK(PrivacyMistakes::presenceDespiteBlocks),
    GOING_OFFLINE_NOT_ANNOUNCED(PrivacyMistakes::leavingNotAnnounced),

    /// A client stores settings regardless of their version.
    SETTINGS_STORED_REGARDLESS_OF_VERSION((ports, _, _) -> ports) {
        @Override
        public boolean forgetsVersions() {
            return true;
        }
    },

    /// A retry that finds its message in the log is answered at once, without completing rows and
    /// pushes.
    DUPLICATE_ANSWERED_WITHOUT_HEALING((ports, _, _) -> ports) {
        @Override
        public Send send(Append append, SendMessage send, SimulatedSystem system) {
            return (caller, frame, now) -> {
                var pair = new Pair(caller.user(), frame.to());
                var draft =
                        new Draft(
                                caller.user(),
                                frame.to(),
                                frame.clientMessageId(),
                                frame.target(),
                                frame.body());
                var found =
                        append.look(system.tables().conversationId(pair), draft, frame.position());
                return found instanceof Found.Stored(var entry)
                        ? new ServerFrame.Accepted(frame.requestId(), frame.to(), entry)
                        : send.handle(caller, frame, now);
            };
        }
    },

    /// Stream and queue treat reported failures as successes.
    PARTIAL_FAILURES_IGNORED((ports, _, _) -> ports) {
        @Override
        public boolean ignoresPartialFailures() {
            return true;
        }

        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.MANY_DEVICES);
        }
    },

    /// The queue delivers at once, so a duplicate may be dropped after the remaining catch-up has
    /// read the tables.
    QUEUE_WITHOUT_DELAY((ports, _, _) -> ports) {
        @Override
        public Duration queueDelay(Duration delay) {
            return Duration.ZERO;
        }

        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.MANY_DEVICES);
        }
    },

    /// Redeliveries are deduplicated across processes whose clocks differ.
    DEDUPLICATED_BY_CLOCK_ALONE((ports, _, _) -> ports) {
        @Override
        public String process(String name) {
            return "any";
        }
    },

    /// A client removes a message from its outbox when the message arrives from the server.
    REMOVED_FROM_OUTBOX_WHEN_RECEIVED((ports, _, _) -> ports) {
        @Override
        public boolean removesReceivedFromOutbox() {
            return true;
        }
    },

    /// A client acknowledges the last entry it has, even beyond a gap.
    ACKED_BEYOND_A_GAP((ports, _, _) -> ports) {
        @Override
        public ConversationReplica.Watermark mark(ConversationReplica conversation) {
            return new ConversationReplica.Watermark(
                    conversation.entries().lastKey(), conversation.mark().read());
        }
    },

    /// A client repeats a refused request before the wait that the server requires is over.
    REPEATED_BEFORE_THE_WAIT_ENDS((ports, _, _) -> ports) {
        @Override
        public boolean ignoresRetryAfter() {
            return true;
        }
    },

    /// A client considers a change of settings done although the server has temporarily rejected
    /// it.
    REFUSED_SETTING_TREATED_AS_DONE((ports, _, _) -> ports) {
        @Override
        public boolean treatsRefusedSettingAsDone() {
            return true;
        }
    },

    /// A client considers a message sent although it lost every race in the log.
    LOST_RACES_TREATED_AS_FINAL((ports, _, _) -> ports) {
        @Override
        public boolean treatsConflictAsFinal() {
            return true;
        }

        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.CROWD);
        }
    },

    /// A client does not repeat a `sync` that the server refuses for now.
    REFUSED_SYNC_FORGOTTEN((ports, _, _) -> ports) {
        @Override
        public boolean forgetsRefusedSync() {
            return true;
        }
    },

    /// A client does not repeat an ack that the server refuses for now.
    REFUSED_ACK_FORGOTTEN((ports, _, _) -> ports) {
        @Override
        public boolean forgetsRefusedAck() {
            return true;
        }
    },

    /// A client that repeats the ack between two parts of a catch-up does not request the rest.
    CONTINUATION_FORGOTTEN((ports, _, _) -> ports) {
        @Override
        public boolean forgetsContinuation() {
            return true;
        }

        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.MANY_PEERS);
        }
    },

    /// Refused redeliveries are repeated every few seconds without end.
    REDELIVERED_WITHOUT_BACKOFF((ports, _, _) -> ports) {
        @Override
        public int redeliveryAttempt(int receives) {
            return 1;
        }

        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.OVERLOAD);
        }
    },

    /// A socket that does not read is redelivered to until the queue gives up.
    DEAF_SOCKET_NOT_CLOSED((ports, _, _) -> ports) {
        @Override
        public int redeliveryAttempt(int receives) {
            return Math.min(receives, Redeliver.CATCH_UPS_MAX);
        }

        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.OVERLOAD);
        }
    },

    /// The rate limit is checked after the message was stored, so the rejection is wrong.
    MESSAGE_REFUSED_AFTER_IT_WAS_STORED((ports, _, _) -> ports) {
        @Override
        public Send send(Append append, SendMessage send, SimulatedSystem system) {
            return (caller, frame, now) -> {
                ServerFrame reply = send.handle(caller, frame, now);
                return reply instanceof ServerFrame.Accepted
                        ? system.limits()
                                .take(Limit.MESSAGES, caller.user().value(), now)
                                .<ServerFrame>map(wait -> frame.rateLimited("too late", wait))
                                .orElse(reply)
                        : reply;
            };
        }
    },

    HIDDEN_VERSION_BEFORE_ITS_BLOCKS(TableMistakes::versionBeforeBlocks) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.HIDING);
        }
    },
    HIDDEN_VERSION_ONLY_INCREMENTED(TableMistakes::versionOnlyIncremented) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.HIDING);
        }
    },

    ONLY_THE_LAST_EDIT_KNOWN(OperationMistakes::onlyTheLastEdit),
    EDITS_OF_A_REMOVED_MESSAGE_KEPT(OperationMistakes::editsNotErased),
    REACTIONS_FOLDED_WITHOUT_ORDER(OperationMistakes::reactionsUnordered),
    PREVIEW_NOT_CHANGED_BY_OPERATIONS(OperationMistakes::previewNotChanged),
    OPERATIONS_COUNTED_AS_MESSAGES(OperationMistakes::operationsCounted),
    ROWS_NOT_SETTLED(OperationMistakes::rowsNotSettled) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.RIVALS);
        }
    },

    BLOCK_STORED_WITHOUT_ITS_VERSION(SearchMistakes::putWithoutVersion) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.RIVALS);
        }
    },
    REMOVAL_FINISHED_WITHOUT_ITS_BLOCK(SearchMistakes::blocksNotSettled) {
        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.RIVALS);
        }
    },
    BLOCK_NEVER_RENEWED(SearchMistakes::blocksNotRenewed),

    /// No function finishes what a dead sender left.
    NOTHING_SETTLED((ports, _, _) -> ports) {
        @Override
        public boolean settles() {
            return false;
        }

        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.RIVALS);
        }
    },

    /// A removal is refused like a message if one of the two blocks the other.
    REMOVAL_STOPPED_BY_A_BLOCK((ports, _, _) -> ports) {
        @Override
        public Send send(Append append, SendMessage send, SimulatedSystem system) {
            return (caller, frame, now) ->
                    OperationMistakes.isStopped(frame.body(), system, caller.user(), frame.to())
                            ? frame.reject(ErrorCode.RECIPIENT_UNAVAILABLE, "blocked")
                            : send.handle(caller, frame, now);
        }
    },

    /// A client keeps the text of a removed message.
    REMOVED_TEXT_KEPT_BY_A_CLIENT((ports, _, _) -> ports) {
        @Override
        public boolean keepsRemoved() {
            return true;
        }
    },

    /// A client that sees a version of hidden messages does not ask for those that it missed.
    ANY_HIDDEN_VERSION_TAKEN((ports, _, _) -> ports) {
        @Override
        public boolean takesAnyHiddenVersion() {
            return true;
        }

        @Override
        Optional<RandomHistory.Kind> kind() {
            return Optional.of(RandomHistory.Kind.HIDING);
        }
    },

    /// A client sends `after` regardless of where its copy of the conversation starts.
    AFTER_NOT_BOUND_TO_THE_FIRST_TRY((ports, _, _) -> ports) {
        @Override
        public boolean forgetsFirstTry() {
            return true;
        }
    };

    private final OfPorts ofPorts;

    private interface OfPorts {
        Ports of(Ports ports, Invocation invocation, SimulatedSystem system);
    }

    Mistake(OfPorts ofPorts) {
        this.ofPorts = ofPorts;
    }

    /// The class of histories in which the mistake shows, if it rarely shows elsewhere.
    Optional<RandomHistory.Kind> kind() {
        return Optional.empty();
    }

    @Override
    public Ports ports(Ports ports, Invocation invocation, SimulatedSystem system) {
        return ofPorts.of(ports, invocation, system);
    }
}
