package chat.port;

import chat.domain.Relation;
import chat.domain.UserId;

import java.util.Collection;
import java.util.Map;

/// How a user stands to others, strongly consistent: whether there is a conversation, who blocks
/// whom.
@FunctionalInterface
public interface Relations {
    /// @return one for each of the peers; [Relation#NONE] where there is nothing between them
    Map<UserId, Relation> of(UserId user, Collection<UserId> peers);
}
