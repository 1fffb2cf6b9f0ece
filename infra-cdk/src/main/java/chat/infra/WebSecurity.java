package chat.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeader;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;

import java.util.List;

/// The security headers of the web chat. The page needs only its own files, and connections to the
/// chat and to the issuer.
///
/// @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
final class WebSecurity {
    private static final Duration HTTPS_ONLY = Duration.days(365);

    private WebSecurity() {}

    /// The headers that CloudFront has settings for.
    ///
    /// @param connectTo the origins the page may connect to, besides its own
    static ResponseSecurityHeadersBehavior headers(List<String> connectTo) {
        return ResponseSecurityHeadersBehavior.builder()
                .contentSecurityPolicy(
                        ResponseHeadersContentSecurityPolicy.builder()
                                .contentSecurityPolicy(contentSecurityPolicy(connectTo))
                                .override(true)
                                .build())
                .contentTypeOptions(
                        ResponseHeadersContentTypeOptions.builder().override(true).build())
                .frameOptions(
                        ResponseHeadersFrameOptions.builder()
                                .frameOption(HeadersFrameOption.DENY)
                                .override(true)
                                .build())
                .referrerPolicy(
                        ResponseHeadersReferrerPolicy.builder()
                                .referrerPolicy(HeadersReferrerPolicy.NO_REFERRER)
                                .override(true)
                                .build())
                .strictTransportSecurity(
                        ResponseHeadersStrictTransportSecurity.builder()
                                .accessControlMaxAge(HTTPS_ONLY)
                                .override(true)
                                .build())
                .build();
    }

    /// The other headers.
    static ResponseCustomHeadersBehavior furtherHeaders() {
        return ResponseCustomHeadersBehavior.builder()
                .customHeaders(
                        List.of(
                                further("Cross-Origin-Resource-Policy", "same-origin"),
                                further(
                                        "Permissions-Policy",
                                        "camera=(), geolocation=(), microphone=(), payment=()")))
                .build();
    }

    private static String contentSecurityPolicy(List<String> connectTo) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self'",
                "connect-src 'self' " + String.join(" ", connectTo),
                "manifest-src 'self'",
                "worker-src 'self'",
                "require-trusted-types-for 'script'",
                // The page's only policy; it returns the address of the service worker.
                "trusted-types service-worker",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }

    private static ResponseCustomHeader further(String name, String value) {
        return ResponseCustomHeader.builder().header(name).value(value).override(true).build();
    }
}
