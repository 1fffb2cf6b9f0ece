/// Lambda's event source mappings, which read streams and queues and invoke functions with batches.
///
/// A stream mapping has a reader for each shard, which distributes the records among workers by
/// item. Each worker invokes the function with one batch at a time, so that the records of an item
/// stay in order. A queue mapping has pollers, each with one batch at a time.
@NullMarked
package chat.local.mapping;

import org.jspecify.annotations.NullMarked;
