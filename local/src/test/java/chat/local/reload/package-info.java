@NullMarked
package chat.local.reload;

import org.jspecify.annotations.NullMarked;
