package chat.local.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A plain HTTP request.
///
/// @param path decoded, without the query
/// @param headers first value of each; names in any case
/// @param body the whole of it, read as UTF-8. A larger one than [#BODY_BYTES_MAX] is answered 413
///   and reaches no endpoint
public record HttpRequest(String method, String path, Map<String, String> headers, String body) {
    /// 16 MiB: the largest request that any of the services here takes, DynamoDB's.
    public static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    public HttpRequest {
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /// A header's first value.
    ///
    /// @param name in any case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Whether this is a request of that method for that path.
    public boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }
}
