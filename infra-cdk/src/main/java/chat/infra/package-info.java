@NullMarked
package chat.infra;

import org.jspecify.annotations.NullMarked;
