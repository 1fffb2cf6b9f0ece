package chat.port;

import chat.domain.Relation;
import chat.domain.UserId;

import java.util.Collection;
import java.util.Map;

/// The relations of a user to others, strongly consistent: messages written, and blocks.
@FunctionalInterface
public interface Relations {
    /// @return a relation for each of the peers; [Relation#NONE] if they have none
    Map<UserId, Relation> of(UserId user, Collection<UserId> peers);
}
