package chat.local.faults;

import java.time.Duration;

/// The effect of a fault. The possible effects depend on the place: see the interfaces that the
/// effects implement.
public sealed interface Effect {
    /// At the start or end of a function, or at one of its calls.
    sealed interface AtInvocation extends Effect {}

    /// At a call to `@connections`.
    sealed interface AtPush extends Effect {}

    /// When a message passes a client's socket.
    sealed interface AtConnection extends Effect {}

    /// At a `$disconnect` event.
    sealed interface AtDisconnect extends Effect {}

    /// At a batch of a stream or a queue.
    sealed interface AtBatch extends Effect {}

    /// At a request to a table.
    sealed interface AtTable extends Effect {}

    /// Fails without having any effect.
    record Fail() implements AtInvocation, AtTable {}

    /// Kills the function's process: all its running invocations fail at once.
    record Kill() implements AtInvocation {}

    /// Happens after a delay.
    record Delay(Duration duration)
            implements AtInvocation, AtPush, AtDisconnect, AtBatch, AtTable {}

    /// Is not executed; the caller gets this status.
    record Answer(int status) implements AtPush {}

    /// Is not executed; the caller gets a success.
    record Drop() implements AtPush, AtDisconnect {}

    /// Is executed; the caller gets an error, as if the response were lost.
    record Lose() implements AtPush, AtTable {}

    /// From now on no message passes in either direction, and neither side notices.
    record HalfOpen() implements AtConnection {}

    /// Breaks the socket.
    record Cut() implements AtConnection {}

    /// Happens twice.
    record Duplicate() implements AtBatch {}

    /// Is delivered in two halves, one after the other.
    record Split() implements AtBatch {}

    /// The table rejects the request for lack of capacity.
    record Throttle() implements AtTable {}
}
