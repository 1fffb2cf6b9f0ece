package chat.functions;

import chat.domain.UserId;
import chat.users.Operate;
import chat.users.Operate.Sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The operator's commands, by `aws lambda invoke`. A command is
/// `{"command":"disable-user","user":"…"}` or `enable-user`; the answer has `outcome`: `done` or
/// `unknownUser`. For a disabled user it also counts the sockets that are `closed` and `pending`.
/// Any other command fails.
public final class OperateHandler
        implements RequestHandler<Map<String, String>, Map<String, Object>> {
    private final Operate operate;
    private final InstantSource clock;
    private final RequestLog log;

    /// The constructor that Lambda calls.
    public OperateHandler() {
        this(System.getenv());
        Priming.by(() -> {});
    }

    /// @param environment the function's variables
    public OperateHandler(Map<String, String> environment) {
        this(new Wiring(environment));
    }

    private OperateHandler(Wiring wiring) {
        this(wiring.operate(), wiring.clock(), wiring.requestLog());
    }

    OperateHandler(Operate operate, InstantSource clock, RequestLog log) {
        this.operate = operate;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, String> command, Context context) {
        Instant now = clock.instant();
        var lines = log.in(context);
        String name = Objects.requireNonNullElse(command.get("command"), "");
        var user = new UserId(Objects.requireNonNullElse(command.get("user"), ""));
        try {
            Map<String, Object> answer = run(name, user);
            var took = Duration.between(now, clock.instant());
            lines.write("", user.value(), name, answer.toString(), took);
            return answer;
        } catch (RuntimeException failure) {
            var took = Duration.between(now, clock.instant());
            lines.failure("", user.value(), name, failure, took);
            throw failure;
        }
    }

    private Map<String, Object> run(String command, UserId user) {
        return switch (command) {
            case "disable-user" -> disabled(operate.disable(user));
            case "enable-user" -> Map.of("outcome", operate.enable(user) ? "done" : "unknownUser");
            default ->
                    throw new IllegalArgumentException(
                            "command must be disable-user or enable-user");
        };
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
