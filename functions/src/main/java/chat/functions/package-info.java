/// The Lambda handlers: translate, call, translate. Only here are Lambda's event types known, and
/// only [chat.functions.Wiring] reads the environment, the clock and randomness.
@NullMarked
package chat.functions;

import org.jspecify.annotations.NullMarked;
