package chat.simulation;

import chat.domain.Caller;
import chat.messages.Append;
import chat.messages.SendMessage;
import chat.protocol.ClientFrame;
import chat.protocol.ServerFrame;

import java.time.Duration;
import java.time.Instant;

/// How a simulated system differs from the real one: by a deliberate [Mistake], or by something
/// that happens at a certain call. Production code knows nothing of it.
interface Alteration {
    /// Not at all.
    Alteration NONE = new Alteration() {};

    /// How a message is sent.
    @FunctionalInterface
    interface Send {
        ServerFrame handle(Caller caller, ClientFrame.SendMessage frame, Instant now);
    }

    /// What the services of an invocation call instead.
    default Ports ports(Ports ports, Invocation in, World world) {
        return ports;
    }

    /// What takes a message instead.
    default Send send(Append append, SendMessage send, World world) {
        return send::handle;
    }

    /// Whether what a function reports as failed is taken as done.
    default boolean ignoresPartialFailures() {
        return false;
    }

    /// By which name the redelivery queue's deduplication knows a process.
    default String process(String name) {
        return name;
    }

    /// Whether a client says how far it holds a conversation now, when it repeats a message.
    default boolean forgetsFirstTry() {
        return false;
    }

    /// Whether a client takes settings as they come, older ones too.
    default boolean forgetsVersions() {
        return false;
    }

    /// The delay of the redelivery queue instead.
    default Duration queueDelay(Duration delay) {
        return delay;
    }

    /// Whether a client takes a message from its outbox when it comes back.
    default boolean strikesOnSight() {
        return false;
    }

    /// What a client acknowledges.
    default Talk.Mark mark(Talk talk) {
        return talk.mark();
    }
}
