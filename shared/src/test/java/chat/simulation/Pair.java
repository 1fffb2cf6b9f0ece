package chat.simulation;

import chat.domain.UserId;

/// One side of a conversation: a member and the member's peer.
record Pair(UserId user, UserId peer) {
    /// The same conversation as the peer sees it.
    Pair inverse() {
        return new Pair(/* user= */ peer, /* peer= */ user);
    }
}
