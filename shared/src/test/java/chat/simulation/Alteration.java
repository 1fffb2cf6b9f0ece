package chat.simulation;

import chat.domain.Caller;
import chat.messages.Append;
import chat.messages.SendMessage;
import chat.protocol.ClientFrame;
import chat.protocol.ServerFrame;

import java.time.Duration;
import java.time.Instant;

/// How a simulated system differs from the real one: by a deliberate [Mistake], or by an event at a
/// certain call. Production code knows nothing of it.
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

    /// Whether a client that repeats a message says how far it holds the conversation now.
    default boolean forgetsFirstTry() {
        return false;
    }

    /// Whether a client stores settings whatever their version.
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

    /// Whether a client repeats a refused request at once, whatever `retryAfterMs` says.
    default boolean ignoresRetryAfter() {
        return false;
    }

    /// Whether a client forgets a `sync` that the server refuses for now.
    default boolean forgetsRefusedSync() {
        return false;
    }

    /// Whether a client forgets an ack that the server refuses for now.
    default boolean forgetsRefusedAck() {
        return false;
    }

    /// Whether a client takes the ack that continues a catch-up for arrived.
    default boolean forgetsContinuation() {
        return false;
    }

    /// Whether a client takes the version of any frame for that up to which it knows what is
    /// hidden.
    default boolean takesAnyHiddenVersion() {
        return false;
    }

    /// Whether a client takes a change of settings for done when the server refuses it for now.
    default boolean takesRefusedSettingForDone() {
        return false;
    }

    /// Whether a client gives up a message for which the server answers `conflict`.
    default boolean takesConflictForFinal() {
        return false;
    }

    /// The acknowledgement that a client sends.
    default ConversationReplica.Watermark mark(ConversationReplica conversation) {
        return conversation.mark();
    }
}
