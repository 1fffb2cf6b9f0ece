/// Takes new code into the running system when a build has written it.
@NullMarked
package chat.local.reload;

import org.jspecify.annotations.NullMarked;
