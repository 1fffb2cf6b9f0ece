package chat.simulation;

import chat.domain.Caller;
import chat.messages.Append;
import chat.messages.SendMessage;
import chat.protocol.ClientFrame;
import chat.protocol.ServerFrame;

import java.time.Duration;
import java.time.Instant;

/// A difference between the simulated system and the real one: a deliberate [Mistake], or an event
/// at a certain call. Production code does not depend on it.
interface Alteration {
    /// No difference.
    Alteration NONE = new Alteration() {};

    /// Handles a `sendMessage`.
    @FunctionalInterface
    interface Send {
        ServerFrame handle(Caller caller, ClientFrame.SendMessage frame, Instant now);
    }

    /// The ports that the services of an invocation use instead.
    default Ports ports(Ports ports, Invocation invocation, SimulatedSystem system) {
        return ports;
    }

    /// The handler of `sendMessage` to use instead.
    default Send send(Append append, SendMessage send, SimulatedSystem system) {
        return send::handle;
    }

    /// Whether stream and queue treat reported failures as successes.
    default boolean ignoresPartialFailures() {
        return false;
    }

    /// The name of an execution environment in the deduplication ids of the redelivery queue.
    default String process(String name) {
        return name;
    }

    /// Whether a client that repeats a message sends its current position in the conversation
    /// instead of that of the first try.
    default boolean forgetsFirstTry() {
        return false;
    }

    /// Whether a client stores settings regardless of their version.
    default boolean forgetsVersions() {
        return false;
    }

    /// The delay of the redelivery queue to use instead.
    default Duration queueDelay(Duration delay) {
        return delay;
    }

    /// The attempt that a redelivery counts, which decides its wait and when the socket is closed.
    ///
    /// @param receives the number of receives of its message
    default int redeliveryAttempt(int receives) {
        return receives;
    }

    /// Whether a client removes a message from its outbox when the message arrives from the server.
    default boolean removesReceivedFromOutbox() {
        return false;
    }

    /// Whether a client repeats a refused request at once, regardless of `retryAfterMs`.
    default boolean ignoresRetryAfter() {
        return false;
    }

    /// Whether a client forgets a `sync` that the server temporarily rejects.
    default boolean forgetsRefusedSync() {
        return false;
    }

    /// Whether a client forgets an ack that the server temporarily rejects.
    default boolean forgetsRefusedAck() {
        return false;
    }

    /// Whether a client considers the ack that continues a catch-up received.
    default boolean forgetsContinuation() {
        return false;
    }

    /// Whether a client adopts the version of any frame as the version of the hidden messages that
    /// it knows.
    default boolean takesAnyHiddenVersion() {
        return false;
    }

    /// Whether a client considers a change of settings done when the server temporarily rejects it.
    default boolean treatsRefusedSettingAsDone() {
        return false;
    }

    /// Whether a client gives up a message for which the server answers `conflict`.
    default boolean treatsConflictAsFinal() {
        return false;
    }

    /// Whether the function on the Messages stream runs.
    default boolean settles() {
        return true;
    }

    /// Whether a client keeps the text of removed messages.
    default boolean keepsRemoved() {
        return false;
    }

    /// The acknowledgement that a client sends.
    default ConversationReplica.Watermark mark(ConversationReplica conversation) {
        return conversation.mark();
    }
}
