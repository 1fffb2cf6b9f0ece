package chat.local.faults;

import chat.local.gateway.Wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sockets that break, or are dead without either side noticing.
///
/// Thread-safe.
public final class FaultyWire implements Wire {
    private final Faults faults;
    private final Set<String> halfOpen = ConcurrentHashMap.newKeySet();

    /// @param faults decide which sockets break, and when
    public FaultyWire(Faults faults) {
        this.faults = faults;
    }

    @Override
    public Passage pass(String connectionId, String user) {
        if (halfOpen.contains(connectionId)) {
            return Passage.LOST;
        }
        var effect = faults.atConnection(user);
        if (effect.isEmpty()) {
            return Passage.THROUGH;
        }
        return switch (effect.get()) {
            case Effect.HalfOpen _ -> {
                halfOpen.add(connectionId);
                yield Passage.LOST;
            }
            case Effect.Cut _ -> Passage.BROKEN;
        };
    }

    @Override
    public boolean isHalfOpen(String connectionId) {
        return halfOpen.contains(connectionId);
    }

    @Override
    public void ended(String connectionId) {
        halfOpen.remove(connectionId);
    }
}
