package chat.simulation;

import chat.domain.UserId;

import java.util.Set;
import java.util.TreeSet;

/// A user's wish to hide messages.
///
/// @param seqs the messages; empty to clear the conversation
/// @param upTo the end of the part to clear; 0 if the request names messages
record HideRequest(UserId peer, Set<Long> seqs, long upTo) {
    static HideRequest messages(UserId peer, Set<Long> seqs) {
        return new HideRequest(peer, new TreeSet<>(seqs), 0);
    }

    static HideRequest clear(UserId peer, long upTo) {
        return new HideRequest(peer, Set.of(), upTo);
    }

    String frame(String requestId) {
        String what =
                seqs.isEmpty() ? "\"upTo\":" + upTo : "\"seqs\":" + seqs.stream().sorted().toList();
        return "{\"action\":\"hide\",\"requestId\":\""
                + requestId
                + "\",\"peer\":\""
                + peer.value()
                + "\","
                + what
                + "}";
    }
}
