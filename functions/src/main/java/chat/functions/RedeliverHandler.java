package chat.functions;

import chat.delivery.CatchUp.Outcome;
import chat.delivery.Redeliver;
import chat.port.Postponement;
import chat.sqs.Redelivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Consumes the redelivery queue and catches up connections that may have missed a push. A message
/// whose catch-up is not finished stays in the queue, invisible for a wait that grows with its
/// receives. After too many receives it goes to the failure queue.
public final class RedeliverHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /// The maximum duration of one catch-up.
    static final Duration TIME = Duration.ofSeconds(10);

    private static final String RECEIVE_COUNT = "ApproximateReceiveCount";
    private static final String COUNT_FORM = "[1-9][0-9]{0,5}";

    private final Redeliver redeliver;
    private final Postponement postponement;
    private final Batches batches;
    private final InstantSource clock;
    private final RequestLog log;

    /// The constructor that Lambda calls.
    public RedeliverHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findConnection);
    }

    /// @param environment the function's variables
    public RedeliverHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private RedeliverHandler(Wiring wiring) {
        this(
                wiring.redeliver(),
                wiring.adapters().postponement(),
                new Batches("redeliver", wiring.parallel(), wiring.requestLog()),
                wiring.clock(),
                wiring.requestLog());
    }

    RedeliverHandler(
            Redeliver redeliver,
            Postponement postponement,
            Batches batches,
            InstantSource clock,
            RequestLog log) {
        this.redeliver = redeliver;
        this.postponement = postponement;
        this.batches = batches;
        this.clock = clock;
        this.log = log;
    }

    /// Messages of one connection name the same catch-up and may run in any order.
    ///
    /// @return the messages to retry
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var lines = log.in(context);
        return batches.with(lines).handle(event, message -> isDone(message, lines));
    }

    private boolean isDone(SQSMessage message, RequestLog lines) {
        Redelivery wanted = Redelivery.decode(message.getBody());
        int attempt = attempt(message);
        if (catchUp(wanted, attempt, lines) != Outcome.UNFINISHED) {
            return true;
        }
        postponement.postpone(message.getReceiptHandle(), redeliver.waitAfter(attempt));
        return false;
    }

    /// A catch-up that fails counts as unfinished.
    private Outcome catchUp(Redelivery wanted, int attempt, RequestLog lines) {
        Instant now = clock.instant();
        String connection = wanted.connection().value();
        String user = wanted.user().value();
        try {
            Outcome outcome =
                    redeliver.handle(wanted.user(), wanted.connection(), attempt, now.plus(TIME));
            var took = Duration.between(now, clock.instant());
            lines.write(connection, user, "redeliver", outcome.name(), took);
            return outcome;
        } catch (RuntimeException failure) {
            var took = Duration.between(now, clock.instant());
            lines.failure(connection, user, "redeliver", failure, took);
            return Outcome.UNFINISHED;
        }
    }

    /// The number of receives of the message, including this one. SQS always provides it; a missing
    /// number counts as the first receive.
    private static int attempt(SQSMessage message) {
        Map<String, String> attributes = message.getAttributes();
        String count = attributes == null ? null : attributes.get(RECEIVE_COUNT);
        return count != null && count.matches(COUNT_FORM) ? Integer.parseInt(count) : 1;
    }
}
