/// The Lambda handlers. Each translates an event, calls a service and translates its answer. Only
/// this package uses Lambda's event types, and only [chat.functions.Wiring] reads the clock and
/// randomness.
@NullMarked
package chat.functions;

import org.jspecify.annotations.NullMarked;
