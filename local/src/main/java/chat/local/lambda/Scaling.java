package chat.local.lambda;

import java.time.Duration;

/// How far processes of functions are let go.
///
/// @param environmentsMax the JVMs of one function at a time; who needs another waits for one of
///   them
/// @param patience how long an invocation waits for a JVM that is busy or being started, before
///   another one is started
/// @param initTimeout for the JVM's start, the handler's constructor and the hooks of SnapStart
record Scaling(int environmentsMax, Duration patience, Duration initTimeout) {
    /// Four JVMs per function: Lambda would start up to a thousand, but a laptop must hold all
    /// functions at once, at 100 to 200 MB each. A tenth of a second of patience: a warm handler is
    /// done by then, while another JVM costs the laptop two seconds of processor time. Two minutes
    /// and ten seconds to be ready: what Lambda allows with SnapStart, and more than the ten
    /// seconds that it allows without, as a laptop may be starting several at once.
    static final Scaling DEFAULT = new Scaling(4, Duration.ofMillis(100), Duration.ofSeconds(130));
}
