/// An emulation of SQS: queues as state machines with an injected clock, and their endpoint.
///
/// [chat.local.queue.MessageQueue] implements standard and FIFO queues: order and one batch in
/// flight per message group, deduplication, delay, visibility timeout, retention, redrive. Messages
/// are kept in memory only.
@NullMarked
package chat.local.queue;

import org.jspecify.annotations.NullMarked;
