/// The stores of the stack: DynamoDB Local in this JVM, and the queues, as one HTTP endpoint.
///
/// Each request to DynamoDB is made to ask for the capacity it consumes, which is reported; the
/// caller sees only what it asked for itself.
@NullMarked
package chat.local.data;

import org.jspecify.annotations.NullMarked;
