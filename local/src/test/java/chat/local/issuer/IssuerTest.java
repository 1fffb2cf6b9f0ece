package chat.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;

class IssuerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-02-09T18:11:43Z");
    private static final RSAKey KEY = SigningKey.fresh(NOW);
    private static final Issuer ISSUER =
            new Issuer(
                    URI.create("http://127.0.0.1:8080"), "client", KEY, InstantSource.fixed(NOW));

    @Test
    void aTokenHasTheClaimsOfACognitoIdToken() throws Exception {
        var claims =
                claims(
                        """
                        {"user":"alice","name":"Alice","contactNumber":"+49123",
                         "expiresInSeconds":60}\
                        """);

        assertThat(claims.getIssuer()).isEqualTo("http://127.0.0.1:8080");
        assertThat(claims.getAudience()).containsExactly("client");
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plusSeconds(60)));
        assertThat(claims.getClaims())
                .containsEntry("name", "Alice")
                .containsEntry("phone_number", "+49123")
                .containsEntry("phone_number_verified", true)
                .containsEntry("token_use", "id");
    }

    @Test
    void onlyTheUserIsRequired() throws Exception {
        var claims = claims("{\"user\":\"alice\"}");

        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plusSeconds(3600)));
        assertThat(claims.getClaims())
                .doesNotContainKeys("name", "phone_number", "phone_number_verified");
    }

    @Test
    void aNegativeExpiryGivesATokenThatHasExpired() throws Exception {
        var claims = claims("{\"user\":\"alice\",\"expiresInSeconds\":-10}");

        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.minusSeconds(10)));
        assertThat(claims.getIssueTime()).isBefore(claims.getExpirationTime());
    }

    @Test
    void theKeySetVerifiesTokensAndContainsNoPrivateKey() throws Exception {
        var token = token("{\"user\":\"alice\"}");
        var keys = JWKSet.parse(ask("GET", "/.well-known/jwks.json", "").body());

        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();

        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(key.isPrivate()).isFalse();
    }

    @Test
    void theDiscoveryDocumentNamesTheKeySet() throws Exception {
        var document = JSON.readTree(ask("GET", "/.well-known/openid-configuration", "").body());

        assertThat(document.path("issuer").asText()).isEqualTo("http://127.0.0.1:8080");
        assertThat(document.path("jwks_uri").asText())
                .isEqualTo("http://127.0.0.1:8080/.well-known/jwks.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {                                       | the body is not JSON
                    []                                      | must be a JSON object
                    {}                                      | "user" is required
                    {"user":""}                             | "user" must be a non-empty string
                    {"user":7}                              | "user" must be a non-empty string
                    {"user":"a","name":[]}                  | "name" must be a non-empty string
                    {"user":"a","contactNumber":49}         | "contactNumber" must be a non-empty string
                    {"user":"a","expiresInSeconds":"1"}     | "expiresInSeconds" must be a whole
                    {"user":"a","expiresInSeconds":1.5}     | "expiresInSeconds" must be a whole
                    {"user":"a","expires":1}                | unknown field "expires"
                    """)
    void aBadBodyIsAnsweredWithTheError(String body, String error) throws Exception {
        var response = ask("POST", "/dev/token", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).path("error").asText()).contains(error);
    }

    @Test
    void theErrorOfAWrongMethodNamesTheRightOne() {
        var response = ask("GET", "/dev/token", "");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.body()).contains("use POST /dev/token");
    }

    @Test
    void otherPathsAreNotHandled() {
        assertThat(ISSUER.answer(new HttpRequest("GET", "/", Map.of(), ""))).isEmpty();
    }

    @Test
    void aStoredKeyIsReusedAndReadableByItsOwnerOnly(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");

        var first = SigningKey.keptIn(data, NOW);

        assertThat(SigningKey.keptIn(data, NOW.plusSeconds(1))).isEqualTo(first);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("issuer-key.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aStoredFileThatIsNotAKeyIsAnErrorThatNamesIt(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("issuer-key.json"), "{}");

        assertThatThrownBy(() -> SigningKey.keptIn(folder, NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("issuer-key.json");
    }

    private static JWTClaimsSet claims(String body) throws Exception {
        return token(body).getJWTClaimsSet();
    }

    private static SignedJWT token(String body) throws Exception {
        var response = ask("POST", "/dev/token", body);
        assertThat(response.status()).isEqualTo(200);
        return SignedJWT.parse(JSON.readTree(response.body()).path("token").asText());
    }

    private static HttpResponse ask(String method, String path, String body) {
        return ISSUER.answer(new HttpRequest(method, path, Map.of(), body)).orElseThrow();
    }
}
