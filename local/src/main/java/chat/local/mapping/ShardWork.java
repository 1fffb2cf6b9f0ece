package chat.local.mapping;

import chat.local.queue.NewMessage;
import chat.local.template.EventSourceMapping;

import software.amazon.awssdk.services.dynamodb.model.Record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The work on one shard: distributes its records among workers and tracks the progress.
final class ShardWork implements ShardReader.Sink, BatchRunner.Outcomes {
    private static final Duration LOOK_FOR_END = Duration.ofMillis(20);

    private final String shardId;
    private final EventSourceMapping mapping;
    private final StreamMapping.Context context;
    private final ChangeJson json;
    private final List<FilterPattern> filters;
    private final Progress progress = new Progress();
    private final List<ShardWorker> workers = new ArrayList<>();

    ShardWork(
            String shardId,
            EventSourceMapping mapping,
            StreamMapping.Context context,
            ChangeJson json) {
        this.shardId = shardId;
        this.mapping = mapping;
        this.context = context;
        this.json = json;
        this.filters = mapping.filters().stream().map(FilterPattern::compile).toList();
    }

    /// Starts a thread for each worker.
    void start() {
        for (int i = 0; i < mapping.parallelizationFactor(); i++) {
            var worker = new ShardWorker(mapping, context.workers().closing());
            workers.add(worker);
            var runner =
                    new BatchRunner(
                            mapping, context.functions(), context.clock(), worker.closing(), this);
            context.workers()
                    .start(
                            mapping.id() + " " + shardId + " worker " + i,
                            () -> worker.work(runner));
        }
    }

    @Override
    public void accept(Record record) throws InterruptedException {
        Change change = json.change(record, context.clock().instant());
        progress.begin(change.sequenceNumber());
        boolean wanted =
                filters.isEmpty()
                        || filters.stream().anyMatch(filter -> filter.matches(change.json()));
        if (wanted) {
            workers.get(Math.floorMod(change.item().hashCode(), workers.size())).add(change);
        } else {
            ended(List.of(change));
        }
    }

    @Override
    public void ended(List<Change> changes) {
        for (Change change : changes) {
            progress.end(change.sequenceNumber())
                    .ifPresent(last -> context.checkpoints().save(mapping.id(), shardId, last));
        }
    }

    @Override
    public void discarded(Discard discard) {
        var discarded =
                new MappingListener.Discarded(
                        discard.changes().size(),
                        discard.changes().getFirst().sequenceNumber(),
                        discard.condition());
        context.functions().listener().discarded(mapping, discarded);
        var place =
                new Discard.Place(
                        UUID.randomUUID().toString(),
                        mapping.functionName(),
                        shardId,
                        json.streamArn());
        mapping.onFailureQueueName()
                .ifPresent(
                        queue ->
                                context.backend()
                                        .queues()
                                        .queue(queue)
                                        .send(
                                                NewMessage.of(
                                                        discard.message(
                                                                place,
                                                                context.clock().instant()))));
    }

    /// Waits until all records read so far are done, or closing begins.
    void awaitIdle(Closing closing) throws InterruptedException {
        while (!closing.hasBegun() && !progress.isIdle()) {
            closing.pause(LOOK_FOR_END);
        }
    }
}
