package chat.functions;

import static chat.functions.TestIssuer.AUDIENCE;
import static chat.functions.TestIssuer.EC;
import static chat.functions.TestIssuer.RSA;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.inmemory.SettableClock;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/// The keys of the issuer: rotation without downtime, and an issuer that is down, slow or
/// malicious. Without the key a token is neither accepted nor rejected: verification fails with an
/// error.
final class IssuerKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RSAKey NEXT = TestIssuer.rsa("rsa-2");
    private static final int HTTP_BYTES_MAX = 64 * 1024;

    private final TestIssuer issuer = new TestIssuer();
    private final TokenVerifier tokens = verifier(Duration.ofSeconds(5));

    @AfterEach
    void closeTheIssuer() {
        issuer.close();
    }

    @Test
    void oldAndNewKeysAreAcceptedDuringARotation() {
        assertAccepted(RSA);

        issuer.rotate(RSA, NEXT);

        assertAccepted(NEXT);
        assertAccepted(RSA);
    }

    @Test
    void aWithdrawnKeyIsRejected() {
        assertAccepted(RSA);

        issuer.rotate(NEXT);
        assertAccepted(NEXT);

        assertThat(tokens.verify(token(RSA))).isEmpty();
    }

    @Test
    void aFailedRefreshKeepsTheKnownKeys() {
        assertAccepted(RSA);
        issuer.keysUp(false);

        assertVerificationFails(tokens, NEXT);

        assertAccepted(RSA);
        assertThat(issuer.fetches()).isGreaterThan(1);
    }

    /// The unknown key may be a new key of the issuer. After a rejection the client would ask the
    /// user to sign in again.
    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Service unavailable</html>", "{}", "{\"keys\":[]}"})
    void verificationFailsForAnUnknownKeyIfTheIssuerServesNoKeys(String body) {
        assertAccepted(RSA);
        issuer.serveKeys(body);

        for (int i = 0; i < 5; i++) {
            assertVerificationFails(tokens, NEXT);
        }

        assertAccepted(RSA);
    }

    @Test
    void verificationFailsForAnUnknownKeyWhileTheIssuerIsSlow() {
        var documents = new IssuerDocuments(Duration.ofSeconds(5));
        var verifier = verifier(documents);
        assertThat(verifier.verify(token(RSA))).isPresent();
        documents.setReadTimeout(100);

        whileKeysAreDelayed(() -> assertVerificationFails(verifier, NEXT));
    }

    @Test
    void anUnknownKeyIsAcceptedOnceTheIssuerServesIt() {
        issuer.rotate(RSA, NEXT);
        issuer.keysUp(false);
        assertVerificationFails(tokens, NEXT);

        issuer.keysUp(true);

        assertAccepted(NEXT);
    }

    /// The keys were fetched less than half a minute ago, so invented key ids cause neither fetches
    /// nor errors.
    @Test
    void inventedKeyIdsAreRejectedAndValidTokensAccepted() {
        assertAccepted(RSA);

        for (int i = 0; i < 20; i++) {
            assertThat(tokens.verify(token(invented(i)))).isEmpty();
            assertAccepted(RSA);
        }

        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void inventedKeyIdsDuringAnOutageDoNotFloodTheIssuer() {
        assertAccepted(RSA);
        issuer.keysUp(false);

        for (int i = 0; i < 20; i++) {
            assertVerificationFails(tokens, invented(i));
        }

        assertAccepted(RSA);
        assertThat(issuer.fetches()).as("one more fetch, tried twice").isEqualTo(3);
    }

    private static JWK invented(int number) {
        return new ECKey.Builder(EC).keyID("invented-" + number).build();
    }

    @Test
    void verificationFailsIfTheKeysArriveTooLate() {
        whileKeysAreDelayed(() -> assertVerificationFails(verifier(Duration.ofMillis(100))));
    }

    /// Runs `test` while the issuer delays its response, which has no keys.
    private void whileKeysAreDelayed(Runnable test) {
        var end = new CountDownLatch(1);
        issuer.serveKeys(
                exchange -> {
                    await(end);
                    exchange.close();
                });
        try {
            test.run();
        } finally {
            end.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Service unavailable</html>",
                "null",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"RSA\"}]}",
                "{\"keys\":[{\"kty\":\"magic\",\"kid\":\"rsa-1\"}]}"
            })
    void verificationFailsIfTheResponseHasNoKeys(String body) {
        issuer.serveKeys(body);

        assertVerificationFails(tokens);
    }

    @Test
    void verificationFailsIfTheKeysAreTooLargeOrTooDeeplyNested() {
        String keys = new JWKSet(RSA).toString();
        for (String body :
                new String[] {
                    " ".repeat(HTTP_BYTES_MAX) + keys,
                    "{\"keys\":" + "[".repeat(HTTP_BYTES_MAX - 10),
                    "{\"keys\":" + "{\"keys\":".repeat(HTTP_BYTES_MAX / 10)
                }) {
            issuer.serveKeys(body);

            assertVerificationFails(verifier(Duration.ofSeconds(5)));
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var other = new TestIssuer()) {
            issuer.serveKeys(
                    exchange -> {
                        exchange.getResponseHeaders().set("Location", other.url() + "/keys");
                        exchange.sendResponseHeaders(302, -1);
                        exchange.close();
                    });

            assertVerificationFails(tokens);
            assertThat(other.fetches()).isZero();
        }
    }

    @Test
    void keysAreNotReadFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), new JWKSet(RSA).toString());
        issuer.moveKeys(file.toUri().toString());

        assertVerificationFails(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys", "ftp://127.0.0.1/keys", "jar:http://127.0.0.1/k!/k", "a b"})
    void keysAreFetchedByHttpOnly(String address) {
        issuer.moveKeys(address);

        assertVerificationFails(tokens);
    }

    /// A symmetric key in a public document is not a secret.
    @Test
    void keysOfAnotherKindWithTheTokensKeyIdAreRejected() throws JOSEException {
        var secret = new OctetSequenceKeyGenerator(256).keyID(RSA.getKeyID()).generate();
        var forEncryption = new RSAKey.Builder(RSA).keyUse(KeyUse.ENCRYPTION).build();
        for (JWK key : new JWK[] {secret, forEncryption, TestIssuer.ec(RSA.getKeyID())}) {
            issuer.serveKeys(new JWKSet(key).toString(false));

            assertThat(verifier(Duration.ofSeconds(5)).verify(token(RSA))).isEmpty();
        }
    }

    @Test
    void allKeysWithTheSameIdAreTried() {
        RSAKey twin = TestIssuer.rsa(RSA.getKeyID());
        issuer.rotate(twin, RSA, EC);

        assertAccepted(RSA);
        assertAccepted(twin);
        assertThat(tokens.verify(token(TestIssuer.rsa(RSA.getKeyID())))).isEmpty();
    }

    private TokenVerifier verifier(Duration timeout) {
        return verifier(new IssuerDocuments(timeout));
    }

    private TokenVerifier verifier(IssuerDocuments documents) {
        return new TokenVerifier(issuer.url(), AUDIENCE, new SettableClock(NOW), documents);
    }

    private String token(JWK key) {
        return TestIssuer.sign(key, issuer.claims(NOW, NOW.plusSeconds(3600)).build());
    }

    private void assertAccepted(JWK key) {
        assertThat(tokens.verify(token(key))).isPresent();
    }

    private void assertVerificationFails(TokenVerifier verifier) {
        assertVerificationFails(verifier, RSA);
    }

    private void assertVerificationFails(TokenVerifier verifier, JWK key) {
        assertThatThrownBy(() -> verifier.verify(token(key)))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
