/// API Gateway's WebSocket API on this machine: handshake, authorizer, routes, events, error frames
/// and the `@connections` management API.
///
/// What is like AWS, and how that is known, stands in `docs/local-runtime.md`. The core knows
/// neither Jetty nor a wall clock: sockets come in as [chat.local.gateway.Socket], time as
/// [chat.local.gateway.Timers].
@NullMarked
package chat.local.gateway;

import org.jspecify.annotations.NullMarked;
