package chat.functions;

import com.fasterxml.jackson.jr.ob.JSON;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/// Verifies OIDC ID tokens: signature (RS256 or ES256), issuer, audience, expiry and not-before
/// time. It finds the issuer's keys through the discovery document.
///
/// @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">ID token
///   validation</a>
final class TokenVerifier {
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(2);

    /// The tolerance for an issuer's clock that is ahead: a token that becomes valid within this
    /// time is accepted.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5">RFC 7519</a>
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final Set<String> REQUIRED = Set.of("sub", "exp", "iat");

    private final String issuer;
    private final String audience;
    private final InstantSource clock;
    private final IssuerDocuments documents;
    private @Nullable JWTProcessor<SecurityContext> processor;

    /// @param issuer the expected `iss` claim, and the base address of the discovery document
    /// @param audience the expected `aud` claim
    TokenVerifier(String issuer, String audience, InstantSource clock) {
        this(issuer, audience, clock, new IssuerDocuments(HTTP_TIMEOUT));
    }

    TokenVerifier(String issuer, String audience, InstantSource clock, IssuerDocuments documents) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        this.documents = documents;
    }

    /// @return the claims; empty if the token is invalid or not valid now
    /// @throws UncheckedIOException if the issuer's keys cannot be fetched, so the token cannot be
    ///   verified
    Optional<JWTClaimsSet> verify(String token) {
        try {
            return Optional.of(processor().process(token, null));
        } catch (BadJOSEException | ParseException notValid) {
            return Optional.empty();
        } catch (JOSEException | IOException keysUnavailable) {
            throw new UncheckedIOException(
                    "the keys of " + issuer + " cannot be fetched",
                    new IOException(keysUnavailable));
        }
    }

    private synchronized JWTProcessor<SecurityContext> processor() throws IOException {
        if (processor == null) {
            processor = processor(new IssuerKeys(keysAddress(), documents));
        }
        return processor;
    }

    /// The URL of the keys in the discovery document.
    private String keysAddress() throws IOException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        String document = documents.at(base + "/.well-known/openid-configuration").getContent();
        var configuration = JSON.std.mapFrom(document);
        if (!issuer.equals(configuration.get("issuer"))
                || !(configuration.get("jwks_uri") instanceof String keys)) {
            throw new IOException("the discovery document has another issuer or no jwks_uri");
        }
        return keys;
    }

    private JWTProcessor<SecurityContext> processor(IssuerKeys keys) {
        var result = new DefaultJWTProcessor<SecurityContext>();
        result.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
        result.setJWTClaimsSetVerifier(claims());
        return result;
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims() {
        var expected = new JWTClaimsSet.Builder().issuer(issuer).build();
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(audience, expected, REQUIRED) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }

                    /// The expiry has no leeway, because the connection ends at the same time.
                    @Override
                    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
                            throws BadJWTException {
                        super.verify(claims, context);
                        if (!clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
                            throw new BadJWTException("the token has expired");
                        }
                    }
                };
        verifier.setMaxClockSkew((int) LEEWAY.toSeconds());
        return verifier;
    }
}
