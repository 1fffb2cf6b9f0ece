/// Rate limits: token buckets kept per process and shared through [chat.port.SharedBuckets].
@NullMarked
package chat.limits;

import org.jspecify.annotations.NullMarked;
