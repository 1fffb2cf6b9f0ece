package chat.functions;

import chat.domain.ConnectionId;
import chat.domain.ConversationId;
import chat.domain.UserId;
import chat.protocol.ClientFrame;
import chat.protocol.FrameDecoder;
import chat.protocol.FrameEncoder;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A rehearsal of a function's first request, held before SnapStart takes the snapshot that every
/// instance is restored from: the classes it loads are in the snapshot. It has clients of its own
/// and closes them, so no socket, credential or key is. The gateway is left out: at the first
/// deployment its stage is made after the functions.
///
/// A rehearsal that fails is logged, as a record that failed is, and the snapshot taken: the
/// function works, only its first request is slower. Were it to stop the deployment, a role that is
/// not in force yet or an issuer that is down for a minute would. An `Error`, such as a class that
/// is missing from the jar, does stop it: no request could be served either.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
///   Runtime hooks</a>
final class Priming implements Resource {
    /// The context holds its resources weakly.
    private static final Set<Priming> KEPT = ConcurrentHashMap.newKeySet();

    private static final UserId NOBODY = new UserId("nobody");
    private static final ConnectionId NOWHERE = new ConnectionId("nowhere");
    private static final ConversationId NEVER = ConversationId.of(NOBODY, new UserId("no one"));

    private final Runnable rehearsal;
    private final RequestLog log;

    Priming(Runnable rehearsal, RequestLog log) {
        this.rehearsal = rehearsal;
        this.log = log;
    }

    /// Rehearses one call of a port, which the function must be allowed to make.
    static void byCall(Map<String, String> environment, Consumer<Wiring> call) {
        by(
                () -> {
                    try (var wiring = new Wiring(environment)) {
                        call.accept(wiring);
                    }
                });
    }

    /// Rehearses frames, and what else the function does first.
    static void by(Runnable rehearsal) {
        var priming = new Priming(rehearsal, new RequestLog(System.out));
        KEPT.add(priming);
        Core.getGlobalContext().register(priming);
    }

    static void findUser(Wiring wiring) {
        wiring.users().find(NOBODY);
    }

    static void findConnection(Wiring wiring) {
        wiring.connections().find(NOBODY, NOWHERE);
    }

    /// What is not there can be removed: no function but `$disconnect` needs this, which reads not.
    static void removeConnection(Wiring wiring) {
        wiring.connections().remove(NOBODY, NOWHERE);
    }

    static void findUsers(Wiring wiring) {
        wiring.profiles().find(List.of(NOBODY));
    }

    static void readLog(Wiring wiring) {
        wiring.log().after(NEVER, 0, 1);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            if (FrameDecoder.decode("{}") instanceof ClientFrame.Invalid invalid) {
                FrameEncoder.encode(invalid.rejection());
            }
            rehearsal.run();
        } catch (RuntimeException failure) {
            log.failure("prime", "snapshot", failure);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}
}
