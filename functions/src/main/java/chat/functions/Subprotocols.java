package chat.functions;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The subprotocols of a handshake: `chat.v1` and the token. Browsers cannot set any other header.
final class Subprotocols {
    /// The subprotocol that the server speaks.
    static final String CHAT = "chat.v1";

    private static final String HEADER = "Sec-WebSocket-Protocol";

    private Subprotocols() {}

    /// @param headers of the handshake; names in any case
    static List<String> offered(@Nullable Map<String, String> headers) {
        return headers == null
                ? List.of()
                : headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
                        .flatMap(header -> Arrays.stream(header.getValue().split(",")))
                        .map(String::strip)
                        .toList();
    }
}
