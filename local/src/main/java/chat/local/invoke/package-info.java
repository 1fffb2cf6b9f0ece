/// The commands that run one function on one event: `./chat invoke`, and `./chat sam` for the SAM
/// CLI. Both use the tables, queues and sockets of a running `./chat local`.
@NullMarked
package chat.local.invoke;

import org.jspecify.annotations.NullMarked;
