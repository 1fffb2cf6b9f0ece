package chat.local.mapping;

import chat.local.template.EventSourceMapping;

import java.util.List;

/// Changes that go to the function together.
///
/// @param failures how often exactly these have failed
record Attempt(List<Change> changes, int failures) {
    Attempt {
        changes = List.copyOf(changes);
    }

    /// What follows a failure of these changes from the first one on.
    sealed interface Next {}

    /// Try these, one after the other.
    record Try(List<Attempt> attempts) implements Next {
        public Try {
            attempts = List.copyOf(attempts);
        }
    }

    /// Give up.
    record GiveUp() implements Next {}

    /// Splits where the mapping bisects, which costs no retry; retries as long as the mapping
    /// allows; else gives up.
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

    /// What remains when the first changes are done.
    Attempt from(int place) {
        return new Attempt(changes.subList(place, changes.size()), 0);
    }
}
