package chat.local.gateway;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The data of a client's WebSocket handshake.
///
/// @param headers all values by name; names are case-insensitive
/// @param query all values by name, decoded
/// @param host the value of the `Host` header
public record Client(
        Map<String, List<String>> headers,
        Map<String, List<String>> query,
        String host,
        String sourceIp) {
    public Client {
        var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
        query = Collections.unmodifiableMap(new TreeMap<>(query));
    }

    /// The last value of a header, which is the one API Gateway uses.
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getLast);
    }

    /// The last value of a query parameter.
    Optional<String> queryParameter(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getLast);
    }
}
