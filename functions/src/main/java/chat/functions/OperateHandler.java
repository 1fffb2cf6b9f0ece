package chat.functions;

import chat.domain.ConversationId;
import chat.domain.UserId;
import chat.messages.Settle;
import chat.search.OperateBlocks;
import chat.users.Operate;
import chat.users.Operate.Sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The operator's commands, by `aws lambda invoke`. Any other command fails.
///
/// - `{"command":"disable-user","user":"…"}` or `enable-user`: the answer has `outcome`: `done` or
///   `unknownUser`. For a disabled user it also counts the sockets that are `closed` and `pending`.
/// - `{"command":"settle","conversation":"…","seq":"7"}` finishes an operation: the `outcome` is
///   `finished`, `finishedBefore` or `noOperation`.
public final class OperateHandler
        implements RequestHandler<Map<String, String>, Map<String, Object>> {
    private static final String SEQ = "[1-9][0-9]{0,15}";

    private static final Set<String> OF_CONVERSATIONS =
            Set.of("settle", "count-blocks", "rebuild-blocks");

    private final Operate operate;
    private final Settle settle;
    private final OperateBlocks blocks;
    private final InstantSource clock;
    private final RequestLog log;

    /// The constructor that Lambda calls.
    public OperateHandler() {
        this(System.getenv());
        Priming.register(() -> {});
    }

    /// @param environment the function's variables
    public OperateHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private OperateHandler(Wiring wiring) {
        this(
                wiring.operate(),
                wiring.settle(),
                new SearchWiring(wiring).operateBlocks(),
                wiring.clock(),
                wiring.requestLog());
    }

    OperateHandler(
            Operate operate,
            Settle settle,
            OperateBlocks blocks,
            InstantSource clock,
            RequestLog log) {
        this.operate = operate;
        this.settle = settle;
        this.blocks = blocks;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, String> command, Context context) {
        Instant now = clock.instant();
        var lines = log.in(context);
        String name = Objects.requireNonNullElse(command.get("command"), "");
        String subject =
                Objects.requireNonNullElse(
                        command.get(OF_CONVERSATIONS.contains(name) ? "conversation" : "user"), "");
        try {
            Map<String, Object> answer = run(name, subject, command, now);
            var took = Duration.between(now, clock.instant());
            lines.write("", subject, name, answer.toString(), took);
            return answer;
        } catch (RuntimeException failure) {
            var took = Duration.between(now, clock.instant());
            lines.failure("", subject, name, failure, took);
            throw failure;
        }
    }

    /// @param subject the user, or the conversation of a command in [#OF_CONVERSATIONS]
    private Map<String, Object> run(
            String name, String subject, Map<String, String> command, Instant now) {
        return switch (name) {
            case "disable-user" -> disabled(operate.disable(new UserId(subject)));
            case "enable-user" ->
                    Map.of("outcome", operate.enable(new UserId(subject)) ? "done" : "unknownUser");
            case "settle" -> settled(new ConversationId(subject), command.get("seq"), now);
            case "count-blocks" ->
                    progress(blocks.count(new ConversationId(subject), before(command)));
            case "rebuild-blocks" ->
                    progress(blocks.rebuild(new ConversationId(subject), before(command)));
            default ->
                    throw new IllegalArgumentException(
                            "command must be disable-user, enable-user, settle, count-blocks or"
                                    + " rebuild-blocks");
        };
    }

    private Map<String, Object> settled(
            ConversationId conversation, @Nullable String seq, Instant now) {
        if (seq == null || !seq.matches(SEQ)) {
            throw new IllegalArgumentException("seq must be the number of an entry");
        }
        String outcome =
                switch (settle.settle(conversation, Long.parseLong(seq), now)) {
                    case FINISHED -> "finished";
                    case FINISHED_BEFORE -> "finishedBefore";
                    case NO_OPERATION -> "noOperation";
                };
        return Map.of("outcome", outcome);
    }

    private static Optional<Long> before(Map<String, String> command) {
        String before = command.get("before");
        if (before != null && !before.matches(SEQ)) {
            throw new IllegalArgumentException("before must be the number of a block");
        }
        return Optional.ofNullable(before).map(Long::valueOf);
    }

    private static Map<String, Object> progress(OperateBlocks.Progress progress) {
        var answer = new TreeMap<String, Object>();
        answer.put("outcome", progress.next().isPresent() ? "continued" : "done");
        answer.put("entries", progress.entries());
        answer.put("full", progress.full());
        answer.put("blocks", progress.done());
        answer.put("missing", progress.missing());
        progress.next().ifPresent(next -> answer.put("before", next));
        return answer;
    }

    private static Map<String, Object> disabled(Optional<Sockets> sockets) {
        return sockets.<Map<String, Object>>map(
                        found ->
                                Map.of(
                                        "outcome", "done",
                                        "closed", found.closed(),
                                        "pending", found.pending()))
                .orElse(Map.of("outcome", "unknownUser"));
    }
}
