package chat.local.http;

import java.util.Optional;

/// Handles some of the requests. May be called by several threads at once, and may block.
@FunctionalInterface
public interface Endpoint {
    /// Handles a request, or leaves it to the next endpoint.
    ///
    /// @return empty if the request is not for this endpoint
    Optional<HttpResponse> answer(HttpRequest request);
}
