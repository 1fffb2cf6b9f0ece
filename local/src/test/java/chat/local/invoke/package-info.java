@NullMarked
package chat.local.invoke;

import org.jspecify.annotations.NullMarked;
