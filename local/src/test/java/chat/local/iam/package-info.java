@NullMarked
package chat.local.iam;

import org.jspecify.annotations.NullMarked;
