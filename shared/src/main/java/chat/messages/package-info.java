/// The actions of a user in a conversation: send, acknowledge, read, list, change settings. One
/// class per action.
///
/// Each request may be repeated and may run at the same time as any other: writes only move
/// forward, and the next attempt or the next catch-up completes what a crash left unfinished.
@NullMarked
package chat.messages;

import org.jspecify.annotations.NullMarked;
