package chat.functions;

import chat.service.AnnouncePresence;
import chat.service.Parallel;
import chat.sqs.Announcement;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The announcement queue: tells who is still away, and what is seen of those whose settings have
/// changed.
public final class ReannounceHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final AnnouncePresence announcePresence;
    private final Parallel parallel;
    private final InstantSource clock;
    private final RequestLog log;

    /// For Lambda.
    public ReannounceHandler() {
        this(System.getenv());
        Priming.byCall(System.getenv(), Priming::findUsers);
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
        this.parallel = parallel;
        this.clock = clock;
        this.log = log;
    }

    /// @return the messages that have to be tried again
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<Supplier<Optional<String>>> announcements = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            announcements.add(() -> announce(message));
        }
        return new SQSBatchResponse(
                parallel.all(announcements).stream()
                        .flatMap(Optional::stream)
                        .map(SQSBatchResponse.BatchItemFailure::new)
                        .toList());
    }

    /// @return the message's id if it has to be tried again
    private Optional<String> announce(SQSMessage message) {
        Instant now = clock.instant();
        try {
            var announcement = Announcement.decode(message.getBody());
            if (announcement.onlyIfAway()) {
                announcePresence.stillAway(announcement.user(), now);
            } else {
                announcePresence.changed(announcement.user(), now);
            }
            return Optional.empty();
        } catch (RuntimeException failure) {
            log.failure("reannounce", message.getMessageId(), failure);
            return Optional.of(message.getMessageId());
        }
    }
}
