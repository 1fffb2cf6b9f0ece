package chat.functions;

import chat.dynamodb.EntryKey;
import chat.port.Parallel;
import chat.search.MaintainBlocks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The Messages stream: builds the blocks of texts that search reads. Only the last entries of
/// blocks get here; a filter drops the others before the function is invoked.
public final class BuildBlocksHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final MaintainBlocks blocks;
    private final Batches batches;
    private final InstantSource clock;
    private final RequestLog log;

    /// For Lambda.
    public BuildBlocksHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::readLog);
    }

    /// @param environment the function's variables
    public BuildBlocksHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private BuildBlocksHandler(Wiring wiring) {
        this(wiring.maintainBlocks(), wiring.parallel(), wiring.clock(), wiring.requestLog());
    }

    BuildBlocksHandler(
            MaintainBlocks blocks, Parallel parallel, InstantSource clock, RequestLog log) {
        this.blocks = blocks;
        this.batches = new Batches("buildBlocks", parallel, log);
        this.clock = clock;
        this.log = log;
    }

    /// @return the records whose blocks could not be built
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var lines = log.in(context);
        return batches.with(lines).handle(event, change -> build(change, lines));
    }

    private void build(DynamodbStreamRecord change, RequestLog lines) {
        Instant now = clock.instant();
        var key = EntryKey.read(Batches.texts(change.getDynamodb().getKeys()));
        if (blocks.build(key.conversation(), key.seq())) {
            String entry = key.conversation().value() + " " + key.seq();
            var took = Duration.between(now, clock.instant());
            lines.write("buildBlocks", entry, "BUILT", took);
        }
    }
}
