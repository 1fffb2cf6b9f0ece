@NullMarked
package chat.local.lambda;

import org.jspecify.annotations.NullMarked;
