package chat.inmemory;

import chat.port.RedeliveryQueue;
import chat.port.RedeliveryQueueContract;

import java.util.List;

final class InMemoryRedeliveryQueueTest implements RedeliveryQueueContract {
    private final InMemoryRedeliveryQueue queue = new InMemoryRedeliveryQueue();

    @Override
    public RedeliveryQueue queue() {
        return queue;
    }

    @Override
    public List<Request> takeAll(int count) {
        return queue.takeAll().stream()
                .map(request -> new Request(request.user(), request.connection()))
                .toList();
    }

    @Override
    public void later() {}
}
