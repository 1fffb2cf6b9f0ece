package chat.functions;

import static chat.functions.TestIssuer.AUDIENCE;
import static chat.functions.TestIssuer.EC;
import static chat.functions.TestIssuer.RSA;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.inmemory.SettableClock;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Verification of valid and invalid tokens of an issuer that is reached by HTTP.
final class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");
    private static final Instant END = Instant.parse("2026-03-01T13:00:00Z");
    private static final ECKey STRANGER = TestIssuer.ec(EC.getKeyID());
    private static final ECKey NEXT = TestIssuer.ec("ec-2");

    /// The maximum number of key fetches in half a minute, including the first.
    private static final int FETCHES_MAX = 2;

    private final TestIssuer issuer = new TestIssuer();
    private final SettableClock clock = new SettableClock(NOW);
    private final TokenVerifier tokens = new TokenVerifier(issuer.url(), AUDIENCE, clock);

    @AfterEach
    void closeTheIssuer() {
        issuer.close();
    }

    @Test
    void bothSignatureAlgorithmsAreAccepted() {
        for (var key : List.of(RSA, EC)) {
            assertThat(tokens.verify(TestIssuer.sign(key, claims())))
                    .hasValueSatisfying(c -> assertThat(c.getSubject()).isEqualTo("alice"));
        }
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void aTokenOfAnotherIssuerIsRejected() {
        assertRejected(signed(claims -> claims.issuer("https://example.com")));
        assertRejected(signed(claims -> claims.issuer(null)));
    }

    @Test
    void aTokenForAnotherClientIsRejected() {
        assertRejected(signed(claims -> claims.audience("another-client")));
        assertRejected(signed(claims -> claims.audience(List.of())));
    }

    @Test
    void aTokenWithSeveralAudiencesIsAccepted() {
        String token = signed(claims -> claims.audience(List.of("another-client", AUDIENCE)));

        assertThat(tokens.verify(token)).isPresent();
    }

    @Test
    void aTokenIsValidUntilItExpires() {
        String token = signed(claims -> claims);

        clock.set(END.minusMillis(1));
        assertThat(tokens.verify(token)).isPresent();
        clock.set(END);
        assertRejected(token);
    }

    @Test
    void aTokenIsNotValidBeforeItsNotBeforeTime() {
        Instant begin = NOW.plusSeconds(120);
        String token = signed(claims -> claims.notBeforeTime(Date.from(begin)));

        assertRejected(token);
        clock.set(begin.plusSeconds(1));
        assertThat(tokens.verify(token)).isPresent();
    }

    /// The issuer's clock is ahead.
    @Test
    void aTokenThatBecomesValidWithinAMinuteIsAccepted() {
        assertThat(tokens.verify(beginning(NOW.plusSeconds(5)))).isPresent();
        assertThat(tokens.verify(beginning(NOW.plusSeconds(59)))).isPresent();
        assertRejected(beginning(NOW.plusSeconds(61)));
    }

    private String beginning(Instant begin) {
        return signed(claims -> claims.issueTime(Date.from(begin)).notBeforeTime(Date.from(begin)));
    }

    @Test
    void aTokenWithoutSubjectExpiryOrIssueTimeIsRejected() {
        assertRejected(signed(claims -> claims.subject(null)));
        assertRejected(signed(claims -> claims.expirationTime(null)));
        assertRejected(signed(claims -> claims.issueTime(null)));
    }

    @Test
    void anUnsignedTokenIsRejected() {
        assertRejected(new PlainJWT(claims()).serialize());
        String signed = signed(claims -> claims);
        assertRejected(signed.substring(0, signed.lastIndexOf('.') + 1));
    }

    @Test
    void aTokenWithModifiedClaimsIsRejected() {
        String[] good = signed(claims -> claims).split("\\.", -1);
        String[] other = signed(claims -> claims.subject("mallory")).split("\\.", -1);

        assertRejected(good[0] + "." + other[1] + "." + good[2]);
    }

    /// Everyone knows the public key, so an HMAC with it proves nothing.
    @Test
    void thePublicKeyIsNotAcceptedAsAnHmacSecret() throws JOSEException {
        byte[] pem = RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(RSA.toRSAPublicKey().getEncoded(), pem)) {
            assertRejected(
                    TestIssuer.sign(JWSAlgorithm.HS256, RSA, new MACSigner(secret), claims()));
        }
    }

    @Test
    void anUnsupportedAlgorithmIsRejected() throws JOSEException {
        for (var algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            assertRejected(TestIssuer.sign(algorithm, RSA, new RSASSASigner(RSA), claims()));
        }
    }

    /// Neither an embedded key nor a key URL is used: headers are untrusted before verification.
    @Test
    void aKeyInTheTokenHeaderIsIgnored() throws JOSEException {
        var mallory = TestIssuer.rsa(RSA.getKeyID());
        try (var other = new TestIssuer()) {
            other.rotate(mallory);
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(mallory.getKeyID())
                            .jwk(mallory.toPublicJWK())
                            .jwkURL(URI.create(other.url() + "/keys"))
                            .build();
            var token = new SignedJWT(header, claims());
            token.sign(new RSASSASigner(mallory));

            assertRejected(token.serialize());
            assertThat(other.fetches()).isZero();
        }
    }

    @Test
    void aTokenWithAnUnknownCriticalHeaderIsRejected() throws JOSEException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(RSA.getKeyID())
                        .criticalParams(Set.of("exp"))
                        .build();
        var token = new SignedJWT(header, claims());
        token.sign(new RSASSASigner(RSA));

        assertRejected(token.serialize());
    }

    @Test
    void anEncryptedTokenIsRejected() throws JOSEException {
        var header = new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM);
        var token = new EncryptedJWT(header, claims());
        token.encrypt(new RSAEncrypter(RSA));

        assertRejected(token.serialize());
    }

    @Test
    void aTokenBeyondTheParserLimitsIsRejected() {
        for (String part : new String[] {"[".repeat(20_000), "{\"a\":".repeat(20_000)}) {
            String encoded = Base64URL.encode(part).toString();

            assertRejected(encoded + ".e30.AAAA");
            assertRejected("eyJhbGciOiJSUzI1NiJ9." + encoded + ".AAAA");
        }
        assertRejected("a".repeat(1_000_000));
    }

    @Test
    void aKeyIsAcceptedOnlyForItsOwnAlgorithm() throws JOSEException {
        assertRejected(TestIssuer.sign(JWSAlgorithm.RS256, EC, new RSASSASigner(RSA), claims()));
    }

    @Test
    void anotherKeyWithAKnownIdIsRejected() {
        assertRejected(TestIssuer.sign(STRANGER, claims()));
    }

    @Test
    void anUnknownKeyIsRejected() {
        assertRejected(TestIssuer.sign(NEXT, claims()));
    }

    /// Priming then loads the classes and keys that the first valid token needs.
    @Test
    void thePrimingTokenIsVerifiedWithTheKeysAndRejected() {
        assertRejected(AuthorizerHandler.FORGED);
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void aNewKeyOfTheIssuerIsFetched() {
        assertThat(tokens.verify(signed(claims -> claims))).isPresent();

        issuer.rotate(NEXT);

        assertThat(tokens.verify(TestIssuer.sign(NEXT, claims()))).isPresent();
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void manyUnknownKeysDoNotFloodTheIssuer() {
        for (int i = 0; i < 50; i++) {
            String token =
                    TestIssuer.sign(
                            new ECKey.Builder(NEXT).keyID("unknown-" + i).build(), claims());
            assertRejected(token);
        }

        assertThat(issuer.fetches()).isLessThanOrEqualTo(FETCHES_MAX);
        assertThat(tokens.verify(signed(claims -> claims))).isPresent();
    }

    @Test
    void verificationFailsIfDiscoveryFails() {
        issuer.discoveryUp(false);
        assertVerificationFails();

        issuer.discoveryUp(true);
        assertThat(tokens.verify(signed(claims -> claims))).isPresent();
    }

    /// Also when the rate limit of fetches prevents loading the key.
    @Test
    void verificationFailsAsLongAsKeysAreUnavailable() {
        issuer.keysUp(false);

        for (int i = 0; i < 5; i++) {
            assertVerificationFails();
        }
    }

    @Test
    void knownKeysSurviveAnOutage() {
        assertThat(tokens.verify(signed(claims -> claims))).isPresent();

        issuer.keysUp(false);

        assertThat(tokens.verify(signed(claims -> claims))).isPresent();
    }

    @Test
    void discoveryThatNamesAnotherIssuerIsNotTrusted() {
        issuer.setDiscoveryIssuer("https://example.com");

        assertVerificationFails();
        assertThat(issuer.fetches()).isZero();
    }

    /// The discovery URL then must not contain two slashes.
    @Test
    void anIssuerUrlMayEndWithASlash() {
        String url = issuer.url() + "/";
        issuer.setDiscoveryIssuer(url);
        var verifier = new TokenVerifier(url, AUDIENCE, clock);

        assertThat(verifier.verify(signed(claims -> claims.issuer(url)))).isPresent();
    }

    @Test
    void theInjectedClockDecidesExpiry() {
        clock.set(NOW.minus(Duration.ofDays(3650)));
        String token =
                signed(
                        claims ->
                                claims.issueTime(Date.from(clock.instant()))
                                        .expirationTime(
                                                Date.from(clock.instant().plusSeconds(60))));

        assertThat(tokens.verify(token)).isPresent();
    }

    private JWTClaimsSet claims() {
        return issuer.claims(NOW, END).build();
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return TestIssuer.sign(RSA, change.apply(issuer.claims(NOW, END)).build());
    }

    private void assertRejected(String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    private void assertVerificationFails() {
        String token = signed(claims -> claims);
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(UncheckedIOException.class);
    }
}
