package chat.functions;

import chat.delivery.Deliver;
import chat.port.Parallel;
import chat.sqs.Redelivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The redelivery queue: drains connections that may have missed a push. A message that cannot be
/// read stays in the queue, and after a few receptions goes to the failure queue.
public final class RedeliverHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /// How long one drain may take.
    static final Duration TIME = Duration.ofSeconds(10);

    private final Deliver deliver;
    private final Batches batches;
    private final InstantSource clock;
    private final RequestLog log;

    /// For Lambda.
    public RedeliverHandler() {
        this(System.getenv());
        Priming.byCall(System.getenv(), Priming::findConnection);
    }

    /// @param environment the function's variables
    public RedeliverHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private RedeliverHandler(Wiring wiring) {
        this(wiring.deliver(), wiring.parallel(), wiring.clock(), wiring.requestLog());
    }

    RedeliverHandler(Deliver deliver, Parallel parallel, InstantSource clock, RequestLog log) {
        this.deliver = deliver;
        this.batches = new Batches("redeliver", parallel, log);
        this.clock = clock;
        this.log = log;
    }

    /// Messages of one connection name the same drain and may run in any order.
    ///
    /// @return the messages that have to be tried again
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batches.handle(event, message -> drain(Redelivery.decode(message.getBody())));
    }

    /// A failed drain goes back into the queue as an unfinished one does: a failed message would
    /// hold up its connection for the whole visibility timeout.
    private void drain(Redelivery wanted) {
        Instant now = clock.instant();
        try {
            var outcome = deliver.again(wanted.user(), wanted.connection(), now.plus(TIME));
            log.write(
                    wanted.connection().value(),
                    wanted.user().value(),
                    "redeliver",
                    outcome.name(),
                    Duration.between(now, clock.instant()));
        } catch (RuntimeException failure) {
            log.failure("redeliver", wanted.connection().value(), failure);
            deliver.later(wanted.user(), wanted.connection());
        }
    }
}
