package chat.functions;

import chat.port.Parallel;
import chat.presence.AnnouncePresence;
import chat.sqs.Announcement;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Consumes the announcement queue and announces users who are still away or whose visibility
/// changed.
public final class ReannounceHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final AnnouncePresence announcePresence;
    private final Batches batches;
    private final InstantSource clock;
    private final RequestLog log;

    /// The constructor that Lambda calls.
    public ReannounceHandler() {
        this(System.getenv());
        Priming.registerCall(System.getenv(), Priming::findUsers);
    }

    /// @param environment the function's variables
    public ReannounceHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private ReannounceHandler(Wiring wiring) {
        this(wiring.announcePresence(), wiring.parallel(), wiring.clock(), wiring.requestLog());
    }

    ReannounceHandler(
            AnnouncePresence announcePresence,
            Parallel parallel,
            InstantSource clock,
            RequestLog log) {
        this.announcePresence = announcePresence;
        this.batches = new Batches("reannounce", parallel, log);
        this.clock = clock;
        this.log = log;
    }

    /// @return the messages to retry
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batches.with(log.in(context)).handle(event, this::isDone);
    }

    private boolean isDone(SQSMessage message) {
        Announcement announcement = Announcement.decode(message.getBody());
        Instant now = clock.instant();
        if (announcement.onlyIfAway()) {
            announcePresence.stillAway(announcement.user(), now);
        } else {
            announcePresence.changed(announcement.user(), now);
        }
        return true;
    }
}
