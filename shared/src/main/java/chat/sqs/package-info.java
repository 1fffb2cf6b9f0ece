/// The adapters to the SQS queues for redelivery and announcements.
@NullMarked
package chat.sqs;

import org.jspecify.annotations.NullMarked;
