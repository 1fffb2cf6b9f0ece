/// The local runtime: starts what the synthesized template says, in one JVM.
@NullMarked
package chat.local;

import org.jspecify.annotations.NullMarked;
