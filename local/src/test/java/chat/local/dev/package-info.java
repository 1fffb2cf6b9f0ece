@NullMarked
package chat.local.dev;

import org.jspecify.annotations.NullMarked;
