package chat.local.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// Decides whether something goes wrong at a place: the faults in force, one plan at a time.
///
/// Safe for use by several threads. With a seed the same decisions are drawn in the same order; who
/// draws first is up to the threads.
public final class Faults {
    private static final Plan NONE = new Plan(Map.of(), new Random(0), false);

    private final Map<Section, AtomicLong> happened = new EnumMap<>(Section.class);
    private volatile Plan plan = NONE;

    /// Nothing goes wrong.
    public Faults() {
        for (Section section : Section.values()) {
            happened.put(section, new AtomicLong());
        }
    }

    /// How many faults of a section have happened since the start.
    long happened(Section section) {
        return count(section).get();
    }

    private AtomicLong count(Section section) {
        return Objects.requireNonNull(happened.get(section));
    }

    /// Replaces the faults in force.
    void replace(Plan next) {
        plan = next;
    }

    /// At a point of a function: `start`, `end`, or before or after a call.
    Optional<Effect.AtInvocation> atInvocation(String function, String point) {
        return draw(Section.INVOCATIONS, Map.of("function", function, "point", point))
                .map(Effect.AtInvocation.class::cast);
    }

    /// At a call to `@connections`.
    ///
    /// @param user of the connection
    Optional<Effect.AtPush> atPush(String function, String method, String user) {
        return draw(Section.PUSHES, Map.of("function", function, "method", method, "user", user))
                .map(Effect.AtPush.class::cast);
    }

    /// When a message is about to pass a socket.
    Optional<Effect.AtConnection> atConnection(String user) {
        return draw(Section.CONNECTIONS, Map.of("user", user)).map(Effect.AtConnection.class::cast);
    }

    /// At a `$disconnect` event.
    Optional<Effect.AtDisconnect> atDisconnect(String user) {
        return draw(Section.DISCONNECTS, Map.of("user", user)).map(Effect.AtDisconnect.class::cast);
    }

    /// At a batch for a function.
    Optional<Effect.AtStream> atStream(String function) {
        return draw(Section.STREAMS, Map.of("function", function)).map(Effect.AtStream.class::cast);
    }

    /// At a function's request to a table.
    ///
    /// @param operation such as `PutItem`
    public Optional<Effect.AtTable> atTable(String function, String table, String operation) {
        return draw(
                        Section.TABLES,
                        Map.of("function", function, "table", table, "operation", operation))
                .map(Effect.AtTable.class::cast);
    }

    /// The first fault in the document that is for this place and happens this time.
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

    /// Waits where a fault says so.
    public static void pause(Effect.Delay delay) {
        try {
            Thread.sleep(delay.duration());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
