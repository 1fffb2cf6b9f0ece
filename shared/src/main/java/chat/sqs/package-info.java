/// The adapter to the redelivery queue.
@NullMarked
package chat.sqs;

import org.jspecify.annotations.NullMarked;
