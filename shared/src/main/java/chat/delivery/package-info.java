/// Connections and the delivery of entries to them: connect, push, catch-up, redelivery, sync.
///
/// A push is a hint. A catch-up reads the logs after the device's cursors, so it may run twice or
/// stop at any point.
@NullMarked
package chat.delivery;

import org.jspecify.annotations.NullMarked;
