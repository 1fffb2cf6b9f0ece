/// Presence: who is online, who may see it, and who is notified. Typing notifications are relayed
/// here too, and never stored.
@NullMarked
package chat.presence;

import org.jspecify.annotations.NullMarked;
