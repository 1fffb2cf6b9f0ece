@NullMarked
package chat.functions;

import org.jspecify.annotations.NullMarked;
