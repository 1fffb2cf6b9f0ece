/// Lambda in this JVM: functions are loaded from their deployment package and invoked with JSON, as
/// Lambda's own Java runtime does it.
@NullMarked
package chat.local.lambda;

import org.jspecify.annotations.NullMarked;
