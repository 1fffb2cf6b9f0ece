package chat.port;

import chat.domain.ConversationRow;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The messages that users have hidden from their own devices.
///
/// The messages hidden one by one are in blocks. Each block has the version of its last change. A
/// change writes its blocks with the next version, then the row. A reader that reads the row before
/// the blocks therefore finds every change up to the row's version.
public interface HiddenMessages {
    /// The user's row, strongly consistent; empty values if there is none.
    ConversationRow row(UserId user, UserId peer);

    /// Adds messages to the blocks, and moves the version of these blocks forward. It may run
    /// twice.
    ///
    /// @param version one more than the row's when it was read
    void add(UserId user, UserId peer, Collection<Long> seqs, long version);

    /// Moves the row to the next version, on the condition that it has the version before. The row
    /// counts as moved, so devices that are away learn of the change.
    ///
    /// @param version the same as in [#add]
    /// @return the row as it stands now; empty if another change has taken the version
    Optional<ConversationRow> publish(UserId user, UserId peer, long version, Instant now);

    /// Moves the end of the cleared part forward, never back. The row counts as moved.
    ///
    /// @return the row as it stands now, whether or not it moved
    ConversationRow clear(UserId user, UserId peer, long upTo, Instant now);

    /// The hidden messages in the blocks that changed since a version, strongly consistent. A block
    /// that changed contributes all of its messages.
    ///
    /// @param version the blocks with a greater version count
    /// @param after only messages beyond this entry
    /// @param limit the most messages
    Page since(UserId user, UserId peer, long version, long after, int limit);

    /// The hidden messages from one entry to another, both inclusive, strongly consistent. Reads
    /// the blocks of the whole range, so it is for short ones.
    Set<Long> between(UserId user, UserId peer, long from, long to);

    /// Some of the hidden messages.
    ///
    /// @param seqs ascending
    /// @param next where the next page continues, exclusive; empty on the last page
    record Page(List<Long> seqs, Optional<Long> next) {
        public Page {
            seqs = List.copyOf(seqs);
        }
    }
}
