package chat.local.mapping;

import chat.local.template.EventSourceMapping;

/// Receives the events of the event source mappings. Called by several threads; must return
/// quickly, because it may delay the next batch.
public interface MappingListener {
    /// A listener that ignores everything.
    MappingListener NONE =
            new MappingListener() {
                @Override
                public void invoked(EventSourceMapping mapping, Batch batch) {}

                @Override
                public void discarded(EventSourceMapping mapping, Discarded discarded) {}
            };

    /// The function was invoked with a batch and has returned or failed.
    void invoked(EventSourceMapping mapping, Batch batch);

    /// Stream records were discarded.
    void discarded(EventSourceMapping mapping, Discarded discarded);

    /// Discarded records.
    ///
    /// @param condition the reason, as in the message to the failure queue
    record Discarded(int records, String firstSequenceNumber, String condition) {}
}
