/// SQS in this JVM: queues as state machines that are told the time, and their endpoint.
///
/// [chat.local.queue.MessageQueue] knows standard and FIFO queues: order and one batch in flight
/// for each message group, deduplication, delay, visibility timeout, retention, redrive. Messages
/// live in memory only.
@NullMarked
package chat.local.queue;

import org.jspecify.annotations.NullMarked;
