/// The services' interfaces to everything outside: stores, sockets, queues, pauses and parallel
/// calls. Each port states its consistency; the real and the in-memory adapters pass the same
/// contract.
@NullMarked
package chat.port;

import org.jspecify.annotations.NullMarked;
