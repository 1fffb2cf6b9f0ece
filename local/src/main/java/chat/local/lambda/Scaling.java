package chat.local.lambda;

import java.time.Duration;

/// The limits for functions that run in processes.
///
/// @param environmentsMax maximum number of JVMs per function; further invocations wait for one of
///   them
/// @param patience time that an invocation waits for a busy or starting JVM before another one is
///   started
/// @param initTimeout time limit for the JVM's start, the handler's constructor and the SnapStart
///   hooks
record Scaling(int environmentsMax, Duration patience, Duration initTimeout) {
    /// Four JVMs per function: Lambda would start up to a thousand, but a laptop must hold all
    /// functions at once, at 100 to 200 MB each. A patience of 0.1 s: a warm handler has finished
    /// by then, while another JVM costs two seconds of CPU time. An init timeout of 130 s: Lambda's
    /// limit with SnapStart, and more than the 10 s without it, because a laptop may start several
    /// JVMs at once.
    static final Scaling DEFAULT = new Scaling(4, Duration.ofMillis(100), Duration.ofSeconds(130));

    /// One JVM, for which invocations wait, however slow the machine is.
    static final Scaling ALONE = new Scaling(1, Duration.ofMinutes(10), Duration.ofMinutes(10));
}
