/// What a run used of the services that AWS charges for.
@NullMarked
package chat.local.meter;

import org.jspecify.annotations.NullMarked;
