/// Lambda's event source mappings: what reads streams and queues and invokes functions with
/// batches.
///
/// A mapping of a stream has a reader for each shard, which sorts records into lanes; each lane
/// invokes the function with one batch at a time, so that the records of an item stay in order. A
/// mapping of a queue has pollers, each with one batch at a time.
@NullMarked
package chat.local.mapping;

import org.jspecify.annotations.NullMarked;
