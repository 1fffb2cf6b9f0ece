package chat.local.mapping;

import chat.local.template.EventSourceMapping;

/// Is told what the event source mappings do. Called by several threads; should return at once,
/// since the next batch may wait.
public interface MappingListener {
    /// Hears nothing.
    MappingListener NONE =
            new MappingListener() {
                @Override
                public void invoked(EventSourceMapping mapping, Batch batch) {}

                @Override
                public void discarded(EventSourceMapping mapping, Discarded discarded) {}
            };

    /// The function was given a batch and has ended.
    void invoked(EventSourceMapping mapping, Batch batch);

    /// Records of a stream were given up.
    void discarded(EventSourceMapping mapping, Discarded discarded);

    /// Records that were given up.
    ///
    /// @param condition why, as the message to the failure queue says it
    record Discarded(int records, String firstSequenceNumber, String condition) {}
}
