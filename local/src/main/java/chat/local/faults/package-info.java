/// Fault injection: what can go wrong on AWS, made to go wrong here. `POST /dev/faults` says what,
/// where, how likely and how often.
///
/// Faults happen between the parts of the runtime, in the invoker, the stores' requests, the
/// management API and the sockets; no part knows of them beyond the port at which they happen.
@NullMarked
package chat.local.faults;

import org.jspecify.annotations.NullMarked;
