/// What a user does in a conversation: send, acknowledge, read, list, change settings. One class
/// per action.
///
/// Each request may be repeated and may run at the same time as any other: writes only move
/// forward, and the next attempt or the next drain finishes what a crash left half done.
@NullMarked
package chat.messages;

import org.jspecify.annotations.NullMarked;
