/// Reloads the functions of the running stack when a build has changed their code.
@NullMarked
package chat.local.reload;

import org.jspecify.annotations.NullMarked;
