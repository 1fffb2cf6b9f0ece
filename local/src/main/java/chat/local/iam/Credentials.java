package chat.local.iam;

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
    /// not verified.
    ///
    /// @param authorization the `Authorization` header
    public static Optional<String> accessKeyId(Optional<String> authorization) {
        return authorization.map(SIGNED::matcher).filter(Matcher::matches).map(m -> m.group(1));
    }
}
