/// Connections, and getting entries to them: connect, push, catch-up, redelivery, sync.
///
/// A push is a hint. A catch-up reads the logs after the device's cursors, so it may run twice or
/// stop anywhere.
@NullMarked
package chat.delivery;

import org.jspecify.annotations.NullMarked;
