@NullMarked
package chat.domain;

import org.jspecify.annotations.NullMarked;
