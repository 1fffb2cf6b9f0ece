package chat.inmemory;

import chat.service.SharedBuckets;
import chat.service.SharedBucketsContract;

final class InMemorySharedBucketsTest implements SharedBucketsContract {
    private final InMemorySharedBuckets buckets = new InMemorySharedBuckets();

    @Override
    public SharedBuckets buckets() {
        return buckets;
    }
}
