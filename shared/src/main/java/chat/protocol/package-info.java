/// The frames of `docs/protocol.md` as values, and their JSON. Decoding is total: whatever a client
/// sends becomes a value, bad input too.
@NullMarked
package chat.protocol;

import org.jspecify.annotations.NullMarked;
