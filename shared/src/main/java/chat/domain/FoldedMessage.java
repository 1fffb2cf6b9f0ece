package chat.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A message that operations have changed, with their effect.
///
/// @param message the message; it is not removed
/// @param edit the last edit; empty if the text is the original one
public record FoldedMessage(Entry message, Optional<Entry> edit) {
    /// The members' reactions, without those that were withdrawn.
    public List<Map.Entry<UserId, Fold.Reaction>> reactions() {
        return message.fold().reactions().entrySet().stream()
                .filter(reaction -> !reaction.getValue().emoji().isEmpty())
                .toList();
    }

    /// Whether operations have changed anything that is visible.
    public boolean isChanged() {
        return edit.isPresent() || !reactions().isEmpty();
    }
}
