package chat.local.gateway;

import java.util.Optional;

/// The identity sources of an authorizer, such as `route.request.header.Authorization`.
final class IdentitySource {
    private static final String HEADER = "route.request.header.";
    private static final String QUERY = "route.request.querystring.";

    private IdentitySource() {}

    /// Whether the client sent a non-empty value for the source.
    static boolean present(String source, Client client) {
        return value(source, client).filter(value -> !value.isEmpty()).isPresent();
    }

    /// Checks that this gateway supports a source.
    ///
    /// @throws IllegalArgumentException if it is neither a header nor a query parameter
    static void check(String source) {
        if (!source.startsWith(HEADER) && !source.startsWith(QUERY)) {
            throw new IllegalArgumentException(
                    source + ": only headers and query parameters are supported identity sources");
        }
    }

    private static Optional<String> value(String source, Client client) {
        return source.startsWith(HEADER)
                ? client.header(source.substring(HEADER.length()))
                : client.queryParameter(source.substring(QUERY.length()));
    }
}
