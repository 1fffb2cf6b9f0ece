package chat.local.mapping;

import chat.local.template.EventSourceMapping;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Records the batches.
final class RecordedBatches implements MappingListener {
    final List<String> batches = new CopyOnWriteArrayList<>();

    @Override
    public void invoked(EventSourceMapping mapping, Batch batch) {
        batches.add(
                "%d of %d failed%s"
                        .formatted(batch.failed(), batch.records(), batch.again() ? " again" : ""));
    }

    @Override
    public void discarded(EventSourceMapping mapping, Discarded discarded) {
        batches.add("discarded " + discarded.records() + ": " + discarded.condition());
    }
}
