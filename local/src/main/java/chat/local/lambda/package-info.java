/// An emulation of Lambda: functions are loaded from their deployment package and invoked with
/// JSON, like Lambda's own Java runtime.
@NullMarked
package chat.local.lambda;

import org.jspecify.annotations.NullMarked;
