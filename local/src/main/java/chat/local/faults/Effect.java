package chat.local.faults;

import java.time.Duration;

/// What a fault does. Which effects there are depends on where it happens: see the interfaces that
/// the effects implement.
public sealed interface Effect {
    /// At the start or end of a function, or at one of its calls.
    sealed interface AtInvocation extends Effect {}

    /// At a call to `@connections`.
    sealed interface AtPush extends Effect {}

    /// When a message is about to pass a client's socket.
    sealed interface AtConnection extends Effect {}

    /// At a `$disconnect` event.
    sealed interface AtDisconnect extends Effect {}

    /// At a batch of a stream.
    sealed interface AtStream extends Effect {}

    /// At a request to a table.
    sealed interface AtTable extends Effect {}

    /// It fails, and nothing of it happens.
    record Fail() implements AtInvocation, AtTable {}

    /// The function's process ends: all its running invocations fail where they are.
    record Kill() implements AtInvocation {}

    /// It happens later.
    record Delay(Duration duration)
            implements AtInvocation, AtPush, AtDisconnect, AtStream, AtTable {}

    /// It does not happen, and the caller is answered with this status.
    record Answer(int status) implements AtPush {}

    /// It does not happen, and the caller believes it did.
    record Drop() implements AtPush, AtDisconnect {}

    /// It happens, and the caller believes it did not: the answer is lost.
    record Lose() implements AtPush, AtTable {}

    /// From now on nothing passes in either direction, and nobody is told.
    record HalfOpen() implements AtConnection {}

    /// The socket breaks.
    record Cut() implements AtConnection {}

    /// It happens twice.
    record Duplicate() implements AtStream {}

    /// It comes in two halves, one after the other.
    record Split() implements AtStream {}

    /// The table refuses for lack of capacity.
    record Throttle() implements AtTable {}
}
