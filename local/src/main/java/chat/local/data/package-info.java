/// The stores of the stack: DynamoDB Local in this JVM, and the queues, as one HTTP endpoint.
///
/// Each request to DynamoDB is changed to ask for its consumed capacity, which is reported. The
/// caller sees only what it asked for itself.
@NullMarked
package chat.local.data;

import org.jspecify.annotations.NullMarked;
