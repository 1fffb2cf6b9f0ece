package chat.infra;

import java.util.Optional;
import java.util.regex.Pattern;

/// A domain of the operator's, and its certificate.
///
/// @param name such as `chat.example.com`
/// @param certificateArn of a certificate for that name
record Domain(String name, String certificateArn) {
    private static final Pattern HOST =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

    /// Reads the option with the name of the domain.
    ///
    /// @param certificate the option with the certificate's ARN
    /// @param certificateArn its value
    /// @throws IllegalArgumentException if only one of the two is set
    static Optional<Domain> of(
            Context context, String key, String certificate, Optional<String> certificateArn) {
        var name = context.matching(key, HOST, "a domain in lower case, such as chat.example.com");
        if (name.isPresent() != certificateArn.isPresent()) {
            throw new IllegalArgumentException(
                    key + " and " + certificate + ": give both, or neither for AWS's own domain");
        }
        return name.map(host -> new Domain(host, certificateArn.orElseThrow()));
    }
}
