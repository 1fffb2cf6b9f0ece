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

/// The issuer's keys: how they are rotated without downtime, and what an issuer that is down, slow
/// or in the wrong hands brings about. Only a key decides about a token: without one, nobody can
/// tell, which is a failure and no refusal.
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
    void aRotatedKeyIsTakenWhileTokensOfTheOldOneLive() {
        assertTaken(RSA);

        issuer.rotate(RSA, NEXT);

        assertTaken(NEXT);
        assertTaken(RSA);
    }

    @Test
    void aKeyThatTheIssuerHasWithdrawnIsRefused() {
        assertTaken(RSA);

        issuer.rotate(NEXT);
        assertTaken(NEXT);

        assertThat(tokens.verify(token(RSA))).isEmpty();
    }

    @Test
    void aRefreshThatFailsLosesNoKnownKey() {
        assertTaken(RSA);
        issuer.keysUp(false);

        assertNoVerdict(tokens, NEXT);

        assertTaken(RSA);
        assertThat(issuer.fetches()).isGreaterThan(1);
    }

    /// It may be the key that the issuer signs with since: called bad, the token would have its
    /// client ask the user to sign in again.
    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Service unavailable</html>", "{}", "{\"keys\":[]}"})
    void anUnknownKeyIsNoVerdictWhileTheIssuerGivesNoKeysHoweverOftenItComes(String body) {
        assertTaken(RSA);
        issuer.serveKeys(body);

        for (int i = 0; i < 5; i++) {
            assertNoVerdict(tokens, NEXT);
        }

        assertTaken(RSA);
    }

    @Test
    void anUnknownKeyIsNoVerdictWhileTheIssuerIsSlow() {
        var documents = new IssuerDocuments(Duration.ofSeconds(5));
        var verifier = verifier(documents);
        assertThat(verifier.verify(token(RSA))).isPresent();
        documents.setReadTimeout(100);

        whileKeysAreAwaited(() -> assertNoVerdict(verifier, NEXT));
    }

    @Test
    void anUnknownKeyIsTakenOnceTheIssuerGivesIt() {
        issuer.rotate(RSA, NEXT);
        issuer.keysUp(false);
        assertNoVerdict(tokens, NEXT);

        issuer.keysUp(true);

        assertTaken(NEXT);
    }

    /// The issuer's word is not half a minute old: whoever makes up key ids brings about neither
    /// fetches nor failures.
    @Test
    void whoMakesUpKeyIdsIsRefusedAndNobodyElseIs() {
        assertTaken(RSA);

        for (int i = 0; i < 20; i++) {
            assertThat(tokens.verify(token(madeUp(i)))).isEmpty();
            assertTaken(RSA);
        }

        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void whoMakesUpKeyIdsDuringAnOutageIsNoFloodForTheIssuer() {
        assertTaken(RSA);
        issuer.keysUp(false);

        for (int i = 0; i < 20; i++) {
            assertNoVerdict(tokens, madeUp(i));
        }

        assertTaken(RSA);
        assertThat(issuer.fetches()).as("one fetch more, tried twice").isEqualTo(3);
    }

    private static JWK madeUp(int number) {
        return new ECKey.Builder(EC).keyID("made-up-" + number).build();
    }

    @Test
    void keysThatComeTooLateAreNoVerdict() {
        whileKeysAreAwaited(() -> assertNoVerdict(verifier(Duration.ofMillis(100))));
    }

    /// While the issuer holds its keys back, and gives none in the end.
    private void whileKeysAreAwaited(Runnable what) {
        var end = new CountDownLatch(1);
        issuer.serveKeys(
                exchange -> {
                    await(end);
                    exchange.close();
                });
        try {
            what.run();
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
    void whatHoldsNoKeysIsNoVerdict(String body) {
        issuer.serveKeys(body);

        assertNoVerdict(tokens);
    }

    @Test
    void keysBeyondTheLimitOrNestedWithoutEndAreNoVerdict() {
        String keys = new JWKSet(RSA).toString();
        for (String body :
                new String[] {
                    " ".repeat(HTTP_BYTES_MAX) + keys,
                    "{\"keys\":" + "[".repeat(HTTP_BYTES_MAX - 10),
                    "{\"keys\":" + "{\"keys\":".repeat(HTTP_BYTES_MAX / 10)
                }) {
            issuer.serveKeys(body);

            assertNoVerdict(verifier(Duration.ofSeconds(5)));
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

            assertNoVerdict(tokens);
            assertThat(other.fetches()).isZero();
        }
    }

    @Test
    void keysAreNotReadFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), new JWKSet(RSA).toString());
        issuer.moveKeys(file.toUri().toString());

        assertNoVerdict(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys", "ftp://127.0.0.1/keys", "jar:http://127.0.0.1/k!/k", "a b"})
    void keysAreNotFetchedByAnotherProtocol(String address) {
        issuer.moveKeys(address);

        assertNoVerdict(tokens);
    }

    /// A secret that somebody has published is none.
    @Test
    void keysOfAnotherKindUnderTheTokensIdAreNoKeysForIt() throws JOSEException {
        var secret = new OctetSequenceKeyGenerator(256).keyID(RSA.getKeyID()).generate();
        var forEncryption = new RSAKey.Builder(RSA).keyUse(KeyUse.ENCRYPTION).build();
        for (JWK key : new JWK[] {secret, forEncryption, TestIssuer.ec(RSA.getKeyID())}) {
            issuer.serveKeys(new JWKSet(key).toString(false));

            assertThat(verifier(Duration.ofSeconds(5)).verify(token(RSA))).isEmpty();
        }
    }

    @Test
    void twoKeysOfOneIdAreBothTried() {
        RSAKey twin = TestIssuer.rsa(RSA.getKeyID());
        issuer.rotate(twin, RSA, EC);

        assertTaken(RSA);
        assertTaken(twin);
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

    private void assertTaken(JWK key) {
        assertThat(tokens.verify(token(key))).isPresent();
    }

    private void assertNoVerdict(TokenVerifier verifier) {
        assertNoVerdict(verifier, RSA);
    }

    private void assertNoVerdict(TokenVerifier verifier, JWK key) {
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
