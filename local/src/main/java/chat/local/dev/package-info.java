/// The developer's view of a running stack: the request log and the page `/dev/`.
@NullMarked
package chat.local.dev;

import org.jspecify.annotations.NullMarked;
