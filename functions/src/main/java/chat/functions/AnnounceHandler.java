package chat.functions;

import chat.dynamodb.ConnectionItem;
import chat.port.Parallel;
import chat.presence.TrackPresence;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Consumes the Connections stream and announces users who come online or go offline. The order of
/// records does not matter, since each announcement reads the current state from the tables.
public final class AnnounceHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final TrackPresence trackPresence;
    private final Batches batches;
    private final InstantSource clock;
    private final RequestLog log;

    /// The constructor that Lambda calls.
    public AnnounceHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findUsers);
    }

    /// @param environment the function's variables
    public AnnounceHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private AnnounceHandler(Wiring wiring) {
        this(wiring.trackPresence(), wiring.parallel(), wiring.clock(), wiring.requestLog());
    }

    AnnounceHandler(
            TrackPresence trackPresence, Parallel parallel, InstantSource clock, RequestLog log) {
        this.trackPresence = trackPresence;
        this.batches = new Batches("announce", parallel, log);
        this.clock = clock;
        this.log = log;
    }

    /// @return the records that could not be announced
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return batches.with(log.in(context)).handle(event, this::track);
    }

    private void track(DynamodbStreamRecord change) {
        Instant now = clock.instant();
        var key = ConnectionItem.readKey(Batches.texts(change.getDynamodb().getKeys()));
        if ("REMOVE".equals(change.getEventName())) {
            trackPresence.closed(key.user(), now);
        } else {
            trackPresence.opened(key.user(), key.connection(), now);
        }
    }
}
