@NullMarked
package chat.local.meter;

import org.jspecify.annotations.NullMarked;
