package chat.protocol;

import chat.domain.UserId;
import chat.protocol.ServerFrame.Rejected;

import java.util.List;
import java.util.Optional;

/// Hides messages from the user's own devices, or requests what is hidden.
public sealed interface Hide extends ClientFrame.Personal {
    /// The maximum number of messages in a frame.
    int SEQS_MAX = 100;

    UserId peer();

    @Override
    default Action action() {
        return Action.HIDE;
    }

    @Override
    default Rejected subject(Rejected rejected) {
        return rejected.about(peer());
    }

    /// Hides some messages.
    ///
    /// @param seqs at least one, without duplicates
    record Messages(Optional<String> requestId, UserId peer, List<Long> seqs) implements Hide {
        public Messages {
            seqs = List.copyOf(seqs);
        }
    }

    /// Hides all entries up to one.
    record Clear(Optional<String> requestId, UserId peer, long upTo) implements Hide {}

    /// Requests the messages hidden since a version.
    ///
    /// @param after only those beyond this entry
    record Since(Optional<String> requestId, UserId peer, long version, long after)
            implements Hide {}
}
