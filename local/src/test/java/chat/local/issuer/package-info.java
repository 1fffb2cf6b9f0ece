@NullMarked
package chat.local.issuer;

import org.jspecify.annotations.NullMarked;
