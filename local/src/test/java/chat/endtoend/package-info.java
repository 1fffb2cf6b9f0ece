/// Real WebSocket clients against the running stack: the deployable template with its handlers,
/// tables and streams.
@NullMarked
package chat.endtoend;

import org.jspecify.annotations.NullMarked;
