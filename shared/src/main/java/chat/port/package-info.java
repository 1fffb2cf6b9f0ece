/// What the services need from outside: stores, sockets, queues, a pause, calls side by side. Each
/// port states its consistency; adapters and in-memory adapters pass the same contract.
@NullMarked
package chat.port;

import org.jspecify.annotations.NullMarked;
