package chat.functions;

import chat.delivery.Deliver;
import chat.domain.Connection;
import chat.dynamodb.ConnectionItem;
import chat.port.Parallel;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Consumes the Connections stream and catches up new connections in parallel. A catch-up that
/// takes longer than [#TIME] moves to the redelivery queue, so that it does not delay other
/// devices.
public final class DeliverHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    /// The maximum time that a record may block its shard.
    static final Duration TIME = Duration.ofMillis(500);

    private final Deliver deliver;
    private final Batches batches;
    private final InstantSource clock;
    private final RequestLog log;

    /// The constructor that Lambda calls.
    public DeliverHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::readLog);
    }

    /// @param environment the function's variables
    public DeliverHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private DeliverHandler(Wiring wiring) {
        this(wiring.deliver(), wiring.parallel(), wiring.clock(), wiring.requestLog());
    }

    DeliverHandler(Deliver deliver, Parallel parallel, InstantSource clock, RequestLog log) {
        this.deliver = deliver;
        this.batches = new Batches("deliver", parallel, log);
        this.clock = clock;
        this.log = log;
    }

    /// @return the records that could neither be caught up nor queued; Lambda retries from the
    ///   first
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var lines = log.in(context);
        return batches.with(lines)
                .handle(
                        event,
                        change -> {
                            if ("INSERT".equals(change.getEventName())) {
                                var image = Batches.texts(change.getDynamodb().getNewImage());
                                catchUp(ConnectionItem.read(image), lines);
                            }
                        });
    }

    /// Queues a catch-up that fails, like one that is unfinished, so that it does not block the
    /// shard.
    private void catchUp(Connection connection, RequestLog lines) {
        Instant now = clock.instant();
        String id = connection.id().value();
        String user = connection.user().value();
        try {
            var outcome = deliver.to(connection, now.plus(TIME));
            var took = Duration.between(now, clock.instant());
            lines.write(id, user, "deliver", outcome.name(), took);
        } catch (RuntimeException failure) {
            var took = Duration.between(now, clock.instant());
            lines.failure(id, user, "deliver", failure, took);
            deliver.later(connection.user(), connection.id());
        }
    }
}
