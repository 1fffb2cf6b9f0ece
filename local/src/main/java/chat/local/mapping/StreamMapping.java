package chat.local.mapping;

import chat.local.data.Backend;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.TableStream;

import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The mapping of a table's stream to a function. It processes every shard, parents before
/// children.
///
/// A shard that ends already has a child, so new shards are looked up only then.
final class StreamMapping {
    private final EventSourceMapping mapping;
    private final TableStream source;
    private final Context context;
    private final String streamArn;
    private final Set<String> started = new HashSet<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    /// The objects that all mappings share.
    record Context(
            Backend backend,
            MappedFunctions functions,
            InstantSource clock,
            Workers workers,
            Checkpoints checkpoints) {}

    StreamMapping(EventSourceMapping mapping, TableStream source, Context context) {
        this.mapping = mapping;
        this.source = source;
        this.context = context;
        this.streamArn = context.backend().streamArn(source.tableName());
    }

    /// Starts with the existing shards; their children follow.
    void start() {
        workOnReadyShards(ShardIteratorType.fromValue(source.startingPosition()));
    }

    private synchronized void workOnReadyShards(ShardIteratorType position) {
        for (Shard shard : readyShards()) {
            started.add(shard.shardId());
            startWork(shard.shardId(), position);
        }
    }

    /// Shards that have not been started and whose parent has ended or no longer exists.
    private List<Shard> readyShards() {
        List<Shard> all = allShards();
        Set<String> present = new HashSet<>();
        all.forEach(shard -> present.add(shard.shardId()));
        return all.stream()
                .filter(shard -> !started.contains(shard.shardId()))
                .filter(
                        shard -> {
                            String parent = shard.parentShardId();
                            return parent == null
                                    || !present.contains(parent)
                                    || ended.contains(parent);
                        })
                .toList();
    }

    private List<Shard> allShards() {
        var shards = new ArrayList<Shard>();
        String last = null;
        do {
            var request =
                    DescribeStreamRequest.builder()
                            .streamArn(streamArn)
                            .exclusiveStartShardId(last)
                            .build();
            StreamDescription page =
                    context.backend().streams().describeStream(request).streamDescription();
            shards.addAll(page.shards());
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }

    private void startWork(String shardId, ShardIteratorType position) {
        var work = new ShardWork(shardId, mapping, context, ChangeJson.of(streamArn));
        work.start();
        var last = context.checkpoints().last(mapping.id(), shardId);
        var from = new ShardReader.Start(streamArn, shardId, last, position);
        Closing closing = context.workers().closing();
        var reader =
                new ShardReader(
                        context.backend().streams(), context.backend().writes(), closing, from);
        context.workers()
                .start(
                        mapping.id() + " " + shardId,
                        () -> {
                            reader.read(work);
                            work.awaitIdle(closing);
                            ended.add(shardId);
                            if (!closing.hasBegun()) {
                                workOnReadyShards(ShardIteratorType.TRIM_HORIZON);
                            }
                        });
    }
}
