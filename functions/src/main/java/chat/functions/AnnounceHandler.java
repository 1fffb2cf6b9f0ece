package chat.functions;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.Parallel;
import chat.presence.TrackPresence;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The Connections stream: has it announced who comes and who goes. Users are independent of each
/// other, and of one user the tables say what holds: the order of records means nothing.
public final class AnnounceHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final TrackPresence trackPresence;
    private final Batches batches;
    private final InstantSource clock;

    /// For Lambda.
    public AnnounceHandler() {
        this(System.getenv());
        Priming.byCall(System.getenv(), Priming::findUsers);
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
    }

    /// @return the records whose news could not be told
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return batches.handle(event, this::track);
    }

    private void track(DynamodbStreamRecord change) {
        Instant now = clock.instant();
        var user = new UserId(key(change, "userId"));
        if ("REMOVE".equals(change.getEventName())) {
            trackPresence.closed(user, now);
        } else {
            var connection = new ConnectionId(key(change, "connectionId"));
            trackPresence.opened(user, connection, now);
        }
    }

    private static String key(DynamodbStreamRecord change, String name) {
        AttributeValue value = change.getDynamodb().getKeys().get(name);
        if (value == null) {
            throw new IllegalStateException("the record has no " + name);
        }
        return value.getS();
    }
}
