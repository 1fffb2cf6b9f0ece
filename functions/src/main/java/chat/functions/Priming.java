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

/// Runs a function's typical calls before SnapStart takes its snapshot, so that the snapshot
/// contains the classes that they load. The calls use their own clients, which are closed, so the
/// snapshot contains no socket, credential or key. The gateway is not called, because the stage
/// does not exist yet at the first deployment.
///
/// A failure is logged and does not stop the deployment; it only makes the first request slower.
/// The cause may be a role that is not yet in force or an issuer that is down. An `Error`, such as
/// a class that is missing from the jar, does stop the deployment, since no request would succeed.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
///   Runtime hooks</a>
final class Priming implements Resource {
    /// Keeps the resources reachable, because the context holds only weak references.
    private static final Set<Priming> KEPT = ConcurrentHashMap.newKeySet();

    private static final UserId NOBODY = new UserId("nobody");
    private static final ConnectionId NOWHERE = new ConnectionId("nowhere");
    private static final ConversationId NEVER = ConversationId.of(NOBODY, new UserId("no one"));

    private final Runnable call;
    private final RequestLog log;

    Priming(Runnable call, RequestLog log) {
        this.call = call;
        this.log = log;
    }

    /// Primes the function with one call of a port, for which its role needs the permission.
    static void registerCall(Map<String, String> environment, Consumer<Wiring> portCall) {
        register(
                () -> {
                    try (var wiring = new Wiring(environment)) {
                        portCall.accept(wiring);
                    }
                });
    }

    /// Primes the function with the frame codec and the given call.
    static void register(Runnable call) {
        var priming = new Priming(call, new RequestLog(System.out));
        KEPT.add(priming);
        Core.getGlobalContext().register(priming);
    }

    static void findUser(Wiring wiring) {
        wiring.adapters().users().find(NOBODY);
    }

    static void findConnection(Wiring wiring) {
        wiring.adapters().connections().find(NOBODY, NOWHERE);
    }

    /// Deletes a row that does not exist. Used by `$disconnect`, which has no read permission.
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
            var _ = RequestLog.hash(NOBODY.value());
            call.run();
        } catch (RuntimeException failure) {
            log.failure("prime", "snapshot", failure);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}
}
