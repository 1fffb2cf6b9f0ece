package chat.local.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// The active faults, from which it draws the fault for each call.
///
/// Thread-safe. The same seed draws the same decisions in the same order; thread scheduling decides
/// which call draws first.
public final class Faults {
    private static final Plan NONE = new Plan(Map.of(), new Random(0), false);

    private final Map<Section, AtomicLong> happened = new EnumMap<>(Section.class);
    private volatile Plan plan = NONE;

    /// Starts without faults.
    public Faults() {
        for (Section section : Section.values()) {
            happened.put(section, new AtomicLong());
        }
    }

    /// The number of faults of a section that have occurred since the start.
    long happened(Section section) {
        return count(section).get();
    }

    private AtomicLong count(Section section) {
        return Objects.requireNonNull(happened.get(section));
    }

    /// Replaces the active faults.
    void replace(Plan next) {
        plan = next;
    }

    /// The fault at a point of a function: `start`, `end`, or before or after a call.
    Optional<Effect.AtInvocation> atInvocation(String function, String point) {
        return draw(Section.INVOCATIONS, Map.of("function", function, "point", point))
                .map(Effect.AtInvocation.class::cast);
    }

    /// The fault at a call to `@connections`.
    ///
    /// @param user the connection's user
    Optional<Effect.AtPush> atPush(String function, String method, String user) {
        return draw(Section.PUSHES, Map.of("function", function, "method", method, "user", user))
                .map(Effect.AtPush.class::cast);
    }

    /// The fault for a message that passes a socket.
    Optional<Effect.AtConnection> atConnection(String user) {
        return draw(Section.CONNECTIONS, Map.of("user", user)).map(Effect.AtConnection.class::cast);
    }

    /// The fault at a `$disconnect` event.
    Optional<Effect.AtDisconnect> atDisconnect(String user) {
        return draw(Section.DISCONNECTS, Map.of("user", user)).map(Effect.AtDisconnect.class::cast);
    }

    /// The fault for a batch of a stream or a queue.
    ///
    /// @param section [Section#STREAMS] or [Section#QUEUES]
    Optional<Effect.AtBatch> atBatch(Section section, String function) {
        return draw(section, Map.of("function", function)).map(Effect.AtBatch.class::cast);
    }

    /// The fault for a function's request to a table.
    ///
    /// @param operation such as `PutItem`
    public Optional<Effect.AtTable> atTable(String function, String table, String operation) {
        return draw(
                        Section.TABLES,
                        Map.of("function", function, "table", table, "operation", operation))
                .map(Effect.AtTable.class::cast);
    }

    /// The first fault in the document that matches this place and occurs this time.
    private Optional<Effect> draw(Section section, Map<String, String> place) {
        Plan inForce = plan;
        List<Fault> faults = inForce.of(section);
        Optional<Effect> drawn =
                faults.stream()
                        .filter(fault -> fault.isFor(place))
                        .filter(fault -> fault.happens(inForce.draw()))
                        .map(Fault::effect)
                        .findFirst();
        if (drawn.isPresent()) {
            count(section).incrementAndGet();
        }
        return drawn;
    }

    /// Waits if the fault is a delay.
    public static void pause(Effect.Delay delay) {
        try {
            Thread.sleep(delay.duration());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
