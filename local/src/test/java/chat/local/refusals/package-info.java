/// What the local runtime refuses, because AWS does: wrong requests and bad templates, each with
/// its message. The cases are the content of `docs/local-errors.md`.
@NullMarked
package chat.local.refusals;

import org.jspecify.annotations.NullMarked;
