/// The local runtime: starts the synthesized template in one JVM.
@NullMarked
package chat.local;

import org.jspecify.annotations.NullMarked;
