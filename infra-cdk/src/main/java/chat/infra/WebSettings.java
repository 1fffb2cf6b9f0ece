package chat.infra;

import java.util.Optional;
import java.util.regex.Pattern;

/// What an operator may choose about the web chat.
///
/// @param domain the domain it is served at, if not one of CloudFront's own
/// @param tokenEndpointOrigin where the page asks a foreign issuer for tokens, if not at the
///   issuer's own origin
record WebSettings(Optional<Domain> domain, Optional<String> tokenEndpointOrigin) {
    private static final Pattern HOST =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
    private static final Pattern ORIGIN = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    /// CloudFront takes certificates from this one Region.
    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]+");

    /// A domain and its certificate.
    ///
    /// @param name such as `chat.example.com`
    /// @param certificateArn of a certificate for that name in `us-east-1`
    record Domain(String name, String certificateArn) {}

    /// Reads `webChat`, `webDomain`, `webCertificateArn` and `tokenEndpointOrigin`.
    ///
    /// @return empty if there shall be no web chat
    /// @throws IllegalArgumentException if a value is not valid; the message names it
    static Optional<WebSettings> of(Context context) {
        var domain = domain(context);
        var tokenEndpointOrigin = context.matching("tokenEndpointOrigin", ORIGIN);
        if (tokenEndpointOrigin.isPresent() && context.text("tokenIssuer").isEmpty()) {
            throw new IllegalArgumentException(
                    "tokenEndpointOrigin: give it with tokenIssuer only, a user pool's is known");
        }
        return context.oneOf("webChat", "true", "false").equals("true")
                ? Optional.of(new WebSettings(domain, tokenEndpointOrigin))
                : Optional.empty();
    }

    private static Optional<Domain> domain(Context context) {
        var name = context.matching("webDomain", HOST);
        var certificate = context.matching("webCertificateArn", CERTIFICATE);
        if (name.isPresent() != certificate.isPresent()) {
            throw new IllegalArgumentException(
                    "webDomain and webCertificateArn: give both, or neither for CloudFront's own"
                            + " domain");
        }
        return name.map(host -> new Domain(host, certificate.orElseThrow()));
    }
}
