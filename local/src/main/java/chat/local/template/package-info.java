@NullMarked
package chat.local.template;

import org.jspecify.annotations.NullMarked;
