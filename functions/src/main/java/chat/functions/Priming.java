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

/// A rehearsal of a function's first request before SnapStart takes its snapshot. The snapshot then
/// contains the classes that the request loads. The rehearsal uses its own clients and closes them,
/// so the snapshot contains no socket, credential or key. It does not call the gateway: at the
/// first deployment the stage does not exist yet.
///
/// A rehearsal that fails is logged and does not stop the deployment: only the first request is
/// slower. The cause may be a role that is not yet in force or an issuer that is down. An `Error`,
/// such as a class that is missing from the jar, does stop the deployment, since no request would
/// succeed.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
///   Runtime hooks</a>
final class Priming implements Resource {
    /// Keeps the resources: the context holds weak references only.
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

    /// Rehearses one call of a port. The function needs the permission for it.
    static void byCall(Map<String, String> environment, Consumer<Wiring> call) {
        by(
                () -> {
                    try (var wiring = new Wiring(environment)) {
                        call.accept(wiring);
                    }
                });
    }

    /// Rehearses the frame codec and the given call.
    static void by(Runnable rehearsal) {
        var priming = new Priming(rehearsal, new RequestLog(System.out));
        KEPT.add(priming);
        Core.getGlobalContext().register(priming);
    }

    static void findUser(Wiring wiring) {
        wiring.adapters().users().find(NOBODY);
    }

    static void findConnection(Wiring wiring) {
        wiring.adapters().connections().find(NOBODY, NOWHERE);
    }

    /// Deletes a row that does not exist. For `$disconnect`, which has no read permission.
    static void removeConnection(Wiring wiring) {
        wiring.adapters().connections().remove(NOBODY, NOWHERE);
    }

    static void findUsers(Wiring wiring) {
        wiring.adapters().profiles().find(List.of(NOBODY));
    }

    static void findEntry(Wiring wiring) {
        wiring.adapters().log().current(NEVER, 1);
    }

    static void readLog(Wiring wiring) {
        wiring.adapters().log().after(NEVER, 0, 1);
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
