package chat.port;

import chat.domain.ConversationId;
import chat.domain.Entry;

import java.util.List;
import java.util.Optional;

/// The logs of all conversations. Every read is strongly consistent: it sees each entry whose
/// append has returned.
public interface MessageLog {
    /// Writes an entry under its number, unless the number is taken. An entry is never overwritten.
    AppendResult append(ConversationId conversation, Entry entry);

    /// The entry with this number. Its body and its fold may be from before the last operations.
    Optional<Entry> find(ConversationId conversation, long seq);

    /// The entry with this number, with the effect of each [#fold] and [#erase] that has returned.
    Optional<Entry> current(ConversationId conversation, long seq);

    /// Folds an operation onto its target. A removal also erases the target. Folding again, or in
    /// another order, gives the same result. The folds of one target happen one after another: each
    /// returns what those before it did.
    ///
    /// @param operation an edit, a removal or a reaction in the log
    /// @return the target afterwards
    Entry fold(ConversationId conversation, Entry operation);

    /// Removes the body and the salt of an entry.
    void erase(ConversationId conversation, long seq);

    /// The oldest entries after a number, ascending.
    ///
    /// @param after exclusive; 0 for the start
    /// @return `limit` entries; fewer only where the log ends
    List<Entry> after(ConversationId conversation, long after, int limit);

    /// The newest entries of a range of numbers, descending.
    ///
    /// @param from inclusive
    /// @param before exclusive; [Long#MAX_VALUE] for the log's end
    /// @return `limit` entries; fewer only where `from` is reached
    List<Entry> newest(ConversationId conversation, long from, long before, int limit);

    /// The outcome of an append. Neither is an error.
    sealed interface AppendResult {
        /// The entry is durable.
        record Appended() implements AppendResult {}

        /// Nothing was written: `existing` has the number.
        record Taken(Entry existing) implements AppendResult {}
    }
}
