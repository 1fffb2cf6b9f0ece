package chat.local.iam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads who signed a request.
///
/// @see <a
///   href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">Authentication
///   methods of Signature Version 4</a>
public final class Credentials {
    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256\\s+Credential=([^/,\\s]+)/.*");

    private Credentials() {}

    /// The access key of a signed request; empty if it is not signed. Whether the signature is
    /// right is not looked at.
    ///
    /// @param authorization the header
    public static Optional<String> accessKeyId(Optional<String> authorization) {
        return authorization.map(SIGNED::matcher).filter(Matcher::matches).map(m -> m.group(1));
    }
}
