/// Who is online, who may see it, and who is notified. Typing is relayed here too: both are hints
/// that are never stored.
@NullMarked
package chat.presence;

import org.jspecify.annotations.NullMarked;
