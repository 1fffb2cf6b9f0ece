package chat.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Random documents for `POST /dev/faults`. Each has about half of the faults, because many
/// simultaneous faults hide problems that few faults reveal.
///
/// It leaves out what AWS does not do: a push that is answered 200 and dropped although the socket
/// is alive, and a 410 for a socket that has long been open. It never kills Redeliver, whose
/// message would return two minutes later.
final class FaultDocuments {
    private static final List<String> FUNCTIONS =
            List.of("Connect", "Disconnect", "SendMessage", "Ack", "Read", "Deliver");

    /// The services that functions call.
    private static final List<String> CALLS =
            List.of(
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem",
                    "dynamodb:Query",
                    "dynamodb:GetItem",
                    "execute-api:POST");

    private final SeededRandom random;

    FaultDocuments(SeededRandom random) {
        this.random = random;
    }

    /// A document that may also break sockets.
    String next() {
        var network =
                List.of(
                        section("connections", connections()),
                        section("disconnects", disconnects()),
                        "\"cut\": " + random.chance(0.8));
        return document(Stream.concat(system().stream(), network.stream()));
    }

    /// A document that leaves sockets alone, so that no new connection repairs a missed push.
    String nextWithoutSocketFaults() {
        return document(system().stream());
    }

    private List<String> system() {
        return List.of(
                "\"seed\": " + random.between(1, 1_000_000),
                section("invocations", invocations()),
                section("pushes", pushes()),
                section("streams", streams()),
                section("tables", tables()));
    }

    private static String document(Stream<String> sections) {
        return sections.collect(Collectors.joining(",\n", "{", "}"));
    }

    private List<String> connections() {
        return some("\"do\": \"halfOpen\"", 0.02, "\"do\": \"cut\"", 0.02);
    }

    private List<String> disconnects() {
        return some("\"do\": \"drop\"", 0.5, "\"do\": \"delay\", \"milliseconds\": 2000", 0.5);
    }

    private List<String> invocations() {
        List<String> faults = new ArrayList<>();
        for (String function : FUNCTIONS) {
            String of = "\"function\": \"" + function + "\", ";
            String call = random.oneOf(CALLS);
            faults.addAll(
                    some(
                            of + "\"do\": \"fail\"",
                            0.1,
                            of + "\"point\": \"end\", \"do\": \"fail\"",
                            0.1,
                            of + "\"do\": \"delay\", \"milliseconds\": 300",
                            0.2,
                            of + "\"point\": \"before " + call + "\", \"do\": \"kill\"",
                            0.05,
                            of + "\"point\": \"after " + call + "\", \"do\": \"kill\"",
                            0.05));
        }
        return faults;
    }

    private List<String> pushes() {
        return some(
                "\"method\": \"POST\", \"do\": \"answer\", \"status\": 429",
                0.2,
                "\"method\": \"POST\", \"do\": \"answer\", \"status\": 504",
                0.1,
                "\"method\": \"POST\", \"do\": \"lose\"",
                0.1,
                "\"do\": \"delay\", \"milliseconds\": 400",
                0.1,
                "\"function\": \"Deliver\", \"method\": \"GET\", \"do\": \"answer\", \"status\":"
                        + " 410",
                0.5);
    }

    private List<String> streams() {
        return some(
                "\"do\": \"duplicate\"",
                0.5,
                "\"do\": \"split\"",
                0.5,
                "\"do\": \"delay\", \"milliseconds\": 500",
                0.3);
    }

    private List<String> tables() {
        return some(
                "\"do\": \"throttle\"",
                0.05,
                "\"do\": \"fail\"",
                0.03,
                "\"do\": \"lose\"",
                0.03,
                "\"do\": \"delay\", \"milliseconds\": 200",
                0.05);
    }

    /// A random half of these faults.
    ///
    /// @param faultAndMost pairs of a fault and its highest probability
    private List<String> some(Object... faultAndMost) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < faultAndMost.length; i += 2) {
            if (random.chance(0.5)) {
                double probability = (double) faultAndMost[i + 1] * random.nextDouble();
                some.add("{%s, \"probability\": %.4f}".formatted(faultAndMost[i], probability));
            }
        }
        return some;
    }

    private static String section(String name, List<String> faults) {
        return "\"" + name + "\": [" + String.join(",\n  ", faults) + "]";
    }
}
