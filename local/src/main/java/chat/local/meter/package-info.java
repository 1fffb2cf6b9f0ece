/// The usage of the AWS services that charge for it.
@NullMarked
package chat.local.meter;

import org.jspecify.annotations.NullMarked;
