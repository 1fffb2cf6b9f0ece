package chat.local.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A plain HTTP request.
///
/// @param path decoded, without the query
/// @param headers first value of each; names in any case
/// @param body read as UTF-8; cut off after [#BODY_BYTES_MAX], which no endpoint accepts anyway
public record HttpRequest(String method, String path, Map<String, String> headers, String body) {
    /// 1 MiB: eight times the largest body API Gateway's management API takes.
    public static final int BODY_BYTES_MAX = 1024 * 1024;

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
