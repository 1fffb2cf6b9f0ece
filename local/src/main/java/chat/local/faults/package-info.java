/// Fault injection: failures that can happen on AWS. `POST /dev/faults` defines the faults with
/// their place, probability and count.
///
/// Faults are inserted between the parts of the runtime: in the invoker, the stores' requests, the
/// management API and the sockets. The parts only know the port at which a fault happens.
@NullMarked
package chat.local.faults;

import org.jspecify.annotations.NullMarked;
