/// An emulation of API Gateway's WebSocket API: handshake, authorizer, routes, events, error frames
/// and the `@connections` management API.
///
/// `docs/local-runtime.md` lists what is like AWS, with the sources. The core depends neither on
/// Jetty nor on the system clock: sockets are [chat.local.gateway.Socket], time is
/// [chat.local.gateway.Timers].
@NullMarked
package chat.local.gateway;

import org.jspecify.annotations.NullMarked;
