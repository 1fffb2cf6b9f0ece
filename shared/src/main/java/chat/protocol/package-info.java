/// The frames of `docs/protocol.md` as values, and their JSON. Decoding never fails: every input
/// becomes a value, even invalid input.
@NullMarked
package chat.protocol;

import org.jspecify.annotations.NullMarked;
