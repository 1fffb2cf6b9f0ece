@NullMarked
package chat.local.faults;

import org.jspecify.annotations.NullMarked;
