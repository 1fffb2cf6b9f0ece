package chat.local.http;

import java.util.Optional;

/// Something that answers some requests. May be asked by several threads at once, and may block.
@FunctionalInterface
public interface Endpoint {
    /// Answers a request, or leaves it to the next endpoint.
    ///
    /// @return empty if the request is not for this endpoint
    Optional<HttpResponse> answer(HttpRequest request);
}
