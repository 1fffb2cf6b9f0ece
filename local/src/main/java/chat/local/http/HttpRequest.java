package chat.local.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A plain HTTP request.
///
/// @param path decoded, without the query
/// @param headers first value of each; names are not case-sensitive
/// @param body the whole body, read as UTF-8. A body larger than [#BODY_BYTES_MAX] gets 413 and
///   does not reach an endpoint
/// @param query the query's parameters, decoded; the first value of each
public record HttpRequest(
        String method,
        String path,
        Map<String, String> headers,
        String body,
        Map<String, String> query) {
    /// 16 MiB: the largest request of the services here, which is DynamoDB's limit.
    public static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    public HttpRequest {
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
        query = Map.copyOf(query);
    }

    /// A request without a query.
    public HttpRequest(String method, String path, Map<String, String> headers, String body) {
        this(method, path, headers, body, Map.of());
    }

    /// A parameter of the query.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// A header's first value.
    ///
    /// @param name not case-sensitive
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Whether the request has this method and path.
    public boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }
}
