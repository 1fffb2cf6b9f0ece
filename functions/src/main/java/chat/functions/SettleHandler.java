package chat.functions;

import chat.dynamodb.EntryKey;
import chat.messages.Settle;
import chat.messages.Settle.Outcome;
import chat.port.Parallel;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The Messages stream: finishes the operations whose senders did not. Only operations get here; a
/// filter drops messages before the function is invoked.
public final class SettleHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Settle settle;
    private final Batches batches;
    private final InstantSource clock;
    private final RequestLog log;

    /// For Lambda.
    public SettleHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findEntry);
    }

    /// @param environment the function's variables
    public SettleHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private SettleHandler(Wiring wiring) {
        this(wiring.settle(), wiring.parallel(), wiring.clock(), wiring.requestLog());
    }

    SettleHandler(Settle settle, Parallel parallel, InstantSource clock, RequestLog log) {
        this.settle = settle;
        this.batches = new Batches("settle", parallel, log);
        this.clock = clock;
        this.log = log;
    }

    /// @return the records that could not be settled
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var lines = log.in(context);
        return batches.with(lines).handle(event, change -> settle(change, lines));
    }

    private void settle(DynamodbStreamRecord change, RequestLog lines) {
        Instant now = clock.instant();
        var key = EntryKey.read(Batches.texts(change.getDynamodb().getKeys()));
        Outcome outcome = settle.settle(key.conversation(), key.seq(), now);
        if (outcome != Outcome.FINISHED_BEFORE) {
            String entry = key.conversation().value() + " " + key.seq();
            var took = Duration.between(now, clock.instant());
            lines.write("settle", entry, outcome.name(), took);
        }
    }
}
