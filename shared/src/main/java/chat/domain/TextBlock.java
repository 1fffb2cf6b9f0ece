package chat.domain;

import java.util.List;
import java.util.Optional;

/// The texts of a block of a log as users saw them when they were read: as last edited, without
/// those of removed messages.
///
/// @param number from 1
/// @param version one more than that of the block which this one replaces
/// @param texts ascending
public record TextBlock(long number, long version, List<Text> texts) {
    public TextBlock {
        texts = List.copyOf(texts);
    }

    /// The text of a message.
    ///
    /// @param version the [Fold#textVersion] of the message
    public record Text(long seq, long version, String text) {
        @Override
        public String toString() {
            return "Text[" + seq + "]";
        }
    }

    /// Whether this block was read after these operations on a message of it.
    public boolean includes(long seq, Fold fold) {
        Optional<Text> text = texts.stream().filter(each -> each.seq == seq).findFirst();
        return fold.isRemoved()
                ? text.isEmpty()
                : text.filter(each -> each.version >= fold.textVersion()).isPresent();
    }
}
