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

/// Tokens of an issuer that answers by HTTP, good ones and bad ones.
final class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");
    private static final Instant END = Instant.parse("2026-03-01T13:00:00Z");
    private static final ECKey STRANGER = TestIssuer.ec(EC.getKeyID());
    private static final ECKey NEXT = TestIssuer.ec("ec-2");

    /// So often are the keys fetched in half a minute, the first time included.
    private static final int FETCHES_MAX = 2;

    private final TestIssuer issuer = new TestIssuer();
    private final SettableClock clock = new SettableClock(NOW);
    private final TokenVerifier tokens = new TokenVerifier(issuer.url(), AUDIENCE, clock);

    @AfterEach
    void closeTheIssuer() {
        issuer.close();
    }

    @Test
    void bothKindsOfSignatureAreTaken() {
        for (var key : List.of(RSA, EC)) {
            assertThat(tokens.verify(TestIssuer.sign(key, claims())))
                    .hasValueSatisfying(c -> assertThat(c.getSubject()).isEqualTo("alice"));
        }
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        assertRefused(signed(claims -> claims.issuer("https://example.com")));
        assertRefused(signed(claims -> claims.issuer(null)));
    }

    @Test
    void aTokenForAnotherClientIsRefused() {
        assertRefused(signed(claims -> claims.audience("another-client")));
        assertRefused(signed(claims -> claims.audience(List.of())));
    }

    @Test
    void aTokenForSeveralClientsIsTaken() {
        String token = signed(claims -> claims.audience(List.of("another-client", AUDIENCE)));

        assertThat(tokens.verify(token)).isPresent();
    }

    @Test
    void aTokenIsGoodUntilItsEnd() {
        String token = signed(claims -> claims);

        clock.set(END.minusMillis(1));
        assertThat(tokens.verify(token)).isPresent();
        clock.set(END);
        assertRefused(token);
    }

    @Test
    void aTokenIsNotGoodBeforeItsBeginning() {
        Instant begin = NOW.plusSeconds(120);
        String token = signed(claims -> claims.notBeforeTime(Date.from(begin)));

        assertRefused(token);
        clock.set(begin.plusSeconds(1));
        assertThat(tokens.verify(token)).isPresent();
    }

    /// The issuer's clock is ahead.
    @Test
    void aTokenThatBeginsWithinAMinuteIsTaken() {
        assertThat(tokens.verify(beginning(NOW.plusSeconds(5)))).isPresent();
        assertThat(tokens.verify(beginning(NOW.plusSeconds(59)))).isPresent();
        assertRefused(beginning(NOW.plusSeconds(61)));
    }

    private String beginning(Instant begin) {
        return signed(claims -> claims.issueTime(Date.from(begin)).notBeforeTime(Date.from(begin)));
    }

    @Test
    void aTokenWithoutSubjectEndOrBeginningIsRefused() {
        assertRefused(signed(claims -> claims.subject(null)));
        assertRefused(signed(claims -> claims.expirationTime(null)));
        assertRefused(signed(claims -> claims.issueTime(null)));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        assertRefused(new PlainJWT(claims()).serialize());
        String signed = signed(claims -> claims);
        assertRefused(signed.substring(0, signed.lastIndexOf('.') + 1));
    }

    @Test
    void aTokenWithOtherClaimsThanItsSignatureCoversIsRefused() {
        String[] good = signed(claims -> claims).split("\\.", -1);
        String[] other = signed(claims -> claims.subject("mallory")).split("\\.", -1);

        assertRefused(good[0] + "." + other[1] + "." + good[2]);
    }

    /// The public key is known to all: as an HMAC secret it proves nothing.
    @Test
    void thePublicKeyIsNoSecret() throws JOSEException {
        byte[] pem = RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(RSA.toRSAPublicKey().getEncoded(), pem)) {
            assertRefused(
                    TestIssuer.sign(JWSAlgorithm.HS256, RSA, new MACSigner(secret), claims()));
        }
    }

    @Test
    void anAlgorithmThatIsNotOursIsRefused() throws JOSEException {
        for (var algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            assertRefused(TestIssuer.sign(algorithm, RSA, new RSASSASigner(RSA), claims()));
        }
    }

    /// Nor one that it says where to fetch: nothing of a token is believed before its signature.
    @Test
    void aKeyThatTheTokenBringsAlongIsNotTaken() throws JOSEException {
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

            assertRefused(token.serialize());
            assertThat(other.fetches()).isZero();
        }
    }

    @Test
    void aTokenThatDemandsWhatNobodyHereUnderstandsIsRefused() throws JOSEException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(RSA.getKeyID())
                        .criticalParams(Set.of("exp"))
                        .build();
        var token = new SignedJWT(header, claims());
        token.sign(new RSASSASigner(RSA));

        assertRefused(token.serialize());
    }

    @Test
    void anEncryptedTokenIsRefused() throws JOSEException {
        var header = new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM);
        var token = new EncryptedJWT(header, claims());
        token.encrypt(new RSAEncrypter(RSA));

        assertRefused(token.serialize());
    }

    @Test
    void aTokenThatExhaustsAParserIsRefused() {
        for (String part : new String[] {"[".repeat(20_000), "{\"a\":".repeat(20_000)}) {
            String encoded = Base64URL.encode(part).toString();

            assertRefused(encoded + ".e30.AAAA");
            assertRefused("eyJhbGciOiJSUzI1NiJ9." + encoded + ".AAAA");
        }
        assertRefused("a".repeat(1_000_000));
    }

    @Test
    void aKeyIsOnlyGoodForItsOwnKindOfSignature() throws JOSEException {
        assertRefused(TestIssuer.sign(JWSAlgorithm.RS256, EC, new RSASSASigner(RSA), claims()));
    }

    @Test
    void anotherKeyUnderAKnownIdIsRefused() {
        assertRefused(TestIssuer.sign(STRANGER, claims()));
    }

    @Test
    void aKeyThatTheIssuerDoesNotNameIsRefused() {
        assertRefused(TestIssuer.sign(NEXT, claims()));
    }

    /// So it loads what the first good token needs.
    @Test
    void theTokenThatPrimesTheAuthorizerIsTriedWithTheKeysAndRefused() {
        assertRefused(AuthorizerHandler.FORGED);
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
    void aFloodOfUnknownKeysIsNoFloodForTheIssuer() {
        for (int i = 0; i < 50; i++) {
            String token =
                    TestIssuer.sign(
                            new ECKey.Builder(NEXT).keyID("unknown-" + i).build(), claims());
            assertRefused(token);
        }

        assertThat(issuer.fetches()).isLessThanOrEqualTo(FETCHES_MAX);
        assertThat(tokens.verify(signed(claims -> claims))).isPresent();
    }

    @Test
    void aDiscoveryThatFailsIsNoVerdictOnTheToken() {
        issuer.discoveryUp(false);
        assertNoVerdict();

        issuer.discoveryUp(true);
        assertThat(tokens.verify(signed(claims -> claims))).isPresent();
    }

    /// Not even when the rate limit is what stands between the token and its key.
    @Test
    void keysThatCannotBeHadAreNoVerdictOnTheTokenHoweverOftenItComes() {
        issuer.keysUp(false);

        for (int i = 0; i < 5; i++) {
            assertNoVerdict();
        }
    }

    @Test
    void knownKeysOutliveAnOutage() {
        assertThat(tokens.verify(signed(claims -> claims))).isPresent();

        issuer.keysUp(false);

        assertThat(tokens.verify(signed(claims -> claims))).isPresent();
    }

    @Test
    void aDiscoveryThatNamesAnotherIssuerIsNotBelieved() {
        issuer.nameItself("https://example.com");

        assertNoVerdict();
        assertThat(issuer.fetches()).isZero();
    }

    /// As some issuers write themselves: then two slashes would be one too many.
    @Test
    void anIssuerMayEndInASlash() {
        String url = issuer.url() + "/";
        issuer.nameItself(url);
        var verifier = new TokenVerifier(url, AUDIENCE, clock);

        assertThat(verifier.verify(signed(claims -> claims.issuer(url)))).isPresent();
    }

    @Test
    void timeIsTheClocksAndNotTheMachines() {
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

    private void assertRefused(String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    private void assertNoVerdict() {
        String token = signed(claims -> claims);
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(UncheckedIOException.class);
    }
}
