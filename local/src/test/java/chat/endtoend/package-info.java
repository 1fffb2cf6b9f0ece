/// Real WebSocket clients against the running stack: the template that deploys, its handlers, its
/// tables and streams.
@NullMarked
package chat.endtoend;

import org.jspecify.annotations.NullMarked;
