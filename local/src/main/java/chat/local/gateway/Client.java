package chat.local.gateway;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a client said in its WebSocket handshake.
///
/// @param headers every value by name; names in any case
/// @param query every value by name, decoded
/// @param host the value of its `Host` header
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

    /// A header's last value, the one that counts for API Gateway.
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getLast);
    }

    /// A query parameter's last value.
    Optional<String> queryParameter(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getLast);
    }
}
