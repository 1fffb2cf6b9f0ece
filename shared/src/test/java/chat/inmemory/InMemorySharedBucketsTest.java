package chat.inmemory;

import chat.port.SharedBuckets;
import chat.port.SharedBucketsContract;

final class InMemorySharedBucketsTest implements SharedBucketsContract {
    private final InMemorySharedBuckets buckets = new InMemorySharedBuckets();

    @Override
    public SharedBuckets buckets() {
        return buckets;
    }
}
