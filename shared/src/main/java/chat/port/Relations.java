package chat.port;

import chat.domain.Relation;
import chat.domain.UserId;

import java.util.Collection;
import java.util.Map;

/// The relations of a user to others, strongly consistent: who has written to whom, who blocks
/// whom.
@FunctionalInterface
public interface Relations {
    /// @return one for each of the peers; [Relation#NONE] where there is nothing between them
    Map<UserId, Relation> of(UserId user, Collection<UserId> peers);
}
