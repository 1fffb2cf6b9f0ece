package chat.search;

import chat.port.ConversationList.Place;

import java.util.Optional;
import java.util.Set;

/// A piece to read next, and its place in the search.
///
/// @param after the last place of the group before
/// @param done the conversations of the group that are done
record Step(Piece piece, Optional<Place> after, Set<String> done) {
    Step {
        done = Set.copyOf(done);
    }

    /// The cursor that continues in this conversation.
    SearchCursor cursor(long before) {
        return new SearchCursor(after, done, piece.row().peer(), before);
    }
}
