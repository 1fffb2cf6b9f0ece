package chat.local.mapping;

import chat.local.template.EventSourceMapping;

import java.util.List;

/// Changes that are passed to the function together.
///
/// @param failures number of failures of exactly this batch
record Attempt(List<Change> changes, int failures) {
    Attempt {
        changes = List.copyOf(changes);
    }

    /// The action after a failure that starts at the first change.
    sealed interface Next {}

    /// Try these batches, one after the other.
    record Try(List<Attempt> attempts) implements Next {
        public Try {
            attempts = List.copyOf(attempts);
        }
    }

    /// Discard the changes.
    record GiveUp() implements Next {}

    /// Splits the batch if the mapping bisects, which uses up no retry. Otherwise retries as often
    /// as the mapping allows, then gives up.
    Next afterFailure(EventSourceMapping mapping) {
        int size = changes.size();
        if (mapping.bisectBatchOnFunctionError() && size > 1) {
            var first = new Attempt(changes.subList(0, size / 2), failures);
            var second = new Attempt(changes.subList(size / 2, size), failures);
            return new Try(List.of(first, second));
        }
        boolean mayRetry = mapping.maximumRetries() < 0 || failures < mapping.maximumRetries();
        return mayRetry ? new Try(List.of(new Attempt(changes, failures + 1))) : new GiveUp();
    }

    /// The remaining changes from this position on.
    Attempt from(int place) {
        return new Attempt(changes.subList(place, changes.size()), 0);
    }
}
