package chat.local.iam;

import chat.local.http.HttpRequest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the access key id from a request's signature.
///
/// @see <a
///   href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">Authentication
///   methods of Signature Version 4</a>
public final class Credentials {
    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256\\s+Credential=([^/,\\s]+)/.*");

    private Credentials() {}

    /// The access key id of a signed request; empty if it is not signed. The signature itself is
    /// not verified. It is in a header, or in the query of a presigned request.
    public static Optional<String> accessKeyId(HttpRequest request) {
        return request.header("Authorization")
                .map(SIGNED::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .or(
                        () ->
                                request.parameter("X-Amz-Credential")
                                        .map(scope -> scope.split("/", 2)[0])
                                        .filter(key -> !key.isEmpty()));
    }
}
