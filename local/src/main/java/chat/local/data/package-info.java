/// The stores of the stack: DynamoDB Local in this JVM, and the queues, behind one HTTP endpoint.
///
/// Requests of the functions reach DynamoDB Local through [chat.local.data.MeteredDynamoDb], which
/// reports the capacity that each consumed; what the caller did not ask for, it does not see.
@NullMarked
package chat.local.data;

import org.jspecify.annotations.NullMarked;
