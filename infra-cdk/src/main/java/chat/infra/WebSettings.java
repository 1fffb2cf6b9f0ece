package chat.infra;

import java.util.Optional;
import java.util.regex.Pattern;

/// The choices about the web chat.
///
/// @param domain its custom domain; empty for one of CloudFront's
/// @param tokenEndpoint the token endpoint of a foreign issuer, if it is not at the issuer's origin
record WebSettings(Optional<Domain> domain, Optional<String> tokenEndpoint) {
    private static final Pattern ENDPOINT =
            Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._~/%-]*");

    /// CloudFront accepts certificates of this Region only.
    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]+");

    /// Reads `webChat`, `webDomain`, `webCertificateArn` and `tokenEndpoint`.
    ///
    /// @return empty if no web chat is deployed
    /// @throws IllegalArgumentException if a value is invalid or has no effect; the message names
    ///   it
    static Optional<WebSettings> of(Context context) {
        boolean served = context.oneOf("webChat", "true", "false").equals("true");
        var domain = domain(context);
        var tokenEndpoint =
                context.matching(
                        "tokenEndpoint", ENDPOINT, "an address without a query: https://HOST/PATH");
        if (tokenEndpoint.isPresent() && context.text("tokenIssuer").isEmpty()) {
            throw new IllegalArgumentException(
                    "tokenEndpoint: set it only with tokenIssuer; a user pool has its own");
        }
        if (!served && (domain.isPresent() || tokenEndpoint.isPresent())) {
            throw new IllegalArgumentException(
                    "webChat=false: leave out webDomain, webCertificateArn and tokenEndpoint, which"
                            + " only the web chat uses");
        }
        return served ? Optional.of(new WebSettings(domain, tokenEndpoint)) : Optional.empty();
    }

    private static Optional<Domain> domain(Context context) {
        String certificate = "webCertificateArn";
        return Domain.of(
                context,
                "webDomain",
                certificate,
                context.matching(
                        certificate,
                        CERTIFICATE,
                        "the ARN of a certificate in us-east-1, which CloudFront requires"));
    }
}
