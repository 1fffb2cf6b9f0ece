package chat.functions;

import static chat.functions.HandledChat.TOKEN_ENDS;
import static chat.functions.TestIssuer.AUDIENCE;
import static chat.functions.TestIssuer.RSA;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.UserId;
import chat.inmemory.SettableClock;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The authorizer. API Gateway turns an exception with the message `Unauthorized` into a 401.
final class AuthorizerHandlerTest {
    private static final Instant NOW = HandledChat.CONNECTED_AT;
    private static final String ARN =
            "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/prod/$connect";

    private static final ECKey NEXT = TestIssuer.ec("ec-2");

    private final TestIssuer issuer = new TestIssuer();
    private final SettableClock clock = new SettableClock(NOW);
    private final AuthorizerHandler authorizer =
            new AuthorizerHandler(new TokenVerifier(issuer.url(), AUDIENCE, clock));

    @AfterEach
    void closeTheIssuer() {
        issuer.close();
    }

    @Test
    void aValidTokenAllowsOnlyTheRequestedRoute() {
        Map<String, Object> answer = answer(token(_ -> {}));

        assertThat(answer)
                .containsEntry("principalId", "alice")
                .containsEntry(
                        "policyDocument",
                        Map.of(
                                "Version",
                                "2012-10-17",
                                "Statement",
                                List.of(
                                        Map.of(
                                                "Action", "execute-api:Invoke",
                                                "Effect", "Allow",
                                                "Resource", List.of(ARN)))));
    }

    @Test
    void theContextMatchesTheSamplesOfLaterEvents() {
        String token =
                token(
                        claims ->
                                claims.claim("name", "Alice")
                                        .claim("phone_number", "+4915112345678")
                                        .claim("phone_number_verified", true));

        assertThat(answer(token))
                .containsEntry(
                        "context",
                        Map.of(
                                "userId", "alice",
                                "deviceId", "phone-7f3a",
                                "name", "Alice",
                                "contactNumber", "+4915112345678",
                                "tokenExpiresAt", Long.toString(TOKEN_ENDS.toEpochMilli())));
    }

    @Test
    void anUnverifiedPhoneNumberIsIgnored() {
        for (Object verified : List.of(false, "false", 1, "yes")) {
            String token =
                    token(
                            claims ->
                                    claims.claim("phone_number", "+4915112345678")
                                            .claim("phone_number_verified", verified));

            assertThat(context(token)).doesNotContainKey("contactNumber");
        }
        assertThat(context(token(c -> c.claim("phone_number", "+4915112345678"))))
                .doesNotContainKey("contactNumber");
    }

    @Test
    void aVerifiedFlagInTextFormIsAccepted() {
        String token =
                token(
                        claims ->
                                claims.claim("phone_number", "+4915112345678")
                                        .claim("phone_number_verified", "true"));

        assertThat(context(token)).containsEntry("contactNumber", "+4915112345678");
    }

    @Test
    void aNameThatIsNotTextIsIgnored() {
        assertThat(context(token(claims -> claims.claim("name", List.of("Alice")))))
                .doesNotContainKey("name");
        assertThat(context(token(claims -> claims.claim("name", " ")))).doesNotContainKey("name");
    }

    /// `$connect` then answers 400 with the reason.
    @Test
    void anInvalidDeviceIsOmitted() {
        String event =
                EventSamples.with(
                        "authorizer", Map.of("TOKEN", token(_ -> {}), "phone-7f3a", "my phone"));

        assertThat(LambdaRuntime.invoke(authorizer, event).get("context"))
                .isEqualTo(
                        Map.of(
                                "userId",
                                "alice",
                                "tokenExpiresAt",
                                Long.toString(TOKEN_ENDS.toEpochMilli())));
    }

    @Test
    void theHeaderNameIsCaseInsensitive() {
        String event =
                EventSamples.with(
                        "authorizer",
                        Map.of(
                                "TOKEN",
                                token(_ -> {}),
                                "Sec-WebSocket-Protocol",
                                "sec-websocket-protocol"));

        assertThat(LambdaRuntime.invoke(authorizer, event)).containsEntry("principalId", "alice");
    }

    @Test
    void aRequestWithoutATokenIsUnauthorized() {
        assertUnauthorized(EventSamples.text("authorizer-without-token.json"));
    }

    @Test
    void aTokenWithoutTheServersSubprotocolIsRejected() {
        String event =
                EventSamples.with(
                        "authorizer", Map.of("TOKEN", token(_ -> {}), "chat.v1", "chat.v2"));

        assertUnauthorized(event);
    }

    @Test
    void severalTokensAreRejected() {
        String good = token(_ -> {});
        for (String other : List.of(good, "forged", "")) {
            assertRejected(good + ", bearer." + other);
            assertRejected(other + ", bearer." + good);
        }
    }

    @Test
    void tokensOutsideTheSubprotocolHeaderAreIgnored() {
        String good = token(_ -> {});

        assertUnauthorized(
                EventSamples.with(
                        "authorizer",
                        Map.of(
                                "TOKEN",
                                "e30.e30.e30",
                                "\"Origin\": \"https://chat.example.com\"",
                                "\"Authorization\": \"Bearer " + good + "\"")));
        assertUnauthorized(
                EventSamples.with(
                        "authorizer", Map.of("TOKEN", "e30.e30.e30", "phone-7f3a", good)));
        assertUnauthorized(
                EventSamples.with("authorizer", Map.of("bearer.TOKEN", "access_token." + good)));
    }

    @Test
    void identityInTheQueryIsIgnored() {
        String event =
                EventSamples.with(
                        "authorizer",
                        Map.of(
                                "TOKEN",
                                token(_ -> {}),
                                "\"deviceId\": \"phone-7f3a\"",
                                "\"userId\": \"bob\", \"sub\": \"bob\","
                                        + " \"principalId\": \"bob\","
                                        + " \"deviceId\": \"phone-7f3a\""));

        assertThat(LambdaRuntime.invoke(authorizer, event).toString())
                .contains("userId=alice")
                .doesNotContain("bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "TOKEN", "e30.e30.e30", "%00"})
    void malformedTokensAreRejected(String token) {
        assertUnauthorized(EventSamples.with("authorizer", Map.of("TOKEN", token)));
    }

    @Test
    void anExpiredTokenIsRejected() {
        clock.set(TOKEN_ENDS);

        assertRejected(token(_ -> {}));
    }

    @Test
    void aTokenWithAnotherIssuerOrAudienceIsRejected() {
        assertRejected(token(claims -> claims.issuer("https://example.com")));
        assertRejected(token(claims -> claims.audience("another-client")));
    }

    @Test
    void aSubjectThatIsNotAUserIdIsRejected() {
        assertRejected(token(claims -> claims.subject("")));
        assertRejected(token(claims -> claims.subject("alíce")));
        assertRejected(token(claims -> claims.subject("a".repeat(UserId.LENGTH_MAX + 1))));
    }

    /// A valid token must not be rejected: the client would request another.
    @Test
    void anIssuerOutageIsAnErrorAndNotARejection() {
        issuer.discoveryUp(false);

        assertThatThrownBy(() -> answer(token(_ -> {})))
                .isNotInstanceOf(UnauthorizedException.class)
                .hasMessageNotContaining("Unauthorized");
    }

    @Test
    void anUnknownKeyDuringAnIssuerOutageIsAnError() {
        answer(token(_ -> {}));
        issuer.keysUp(false);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> answer(TestIssuer.sign(NEXT, claims().build())))
                    .isNotInstanceOf(UnauthorizedException.class)
                    .hasMessageNotContaining("Unauthorized");
        }
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(NOW, TOKEN_ENDS);
    }

    private String token(Consumer<JWTClaimsSet.Builder> change) {
        var claims = claims();
        change.accept(claims);
        return TestIssuer.sign(RSA, claims.build());
    }

    private Map<String, Object> answer(String token) {
        return LambdaRuntime.invoke(
                authorizer, EventSamples.with("authorizer", Map.of("TOKEN", token)));
    }

    @SuppressWarnings("unchecked") // A JSON object.
    private Map<String, Object> context(String token) {
        return (Map<String, Object>) answer(token).getOrDefault("context", Map.of());
    }

    private void assertRejected(String token) {
        assertUnauthorized(EventSamples.with("authorizer", Map.of("TOKEN", token)));
    }

    private void assertUnauthorized(String event) {
        assertThatThrownBy(() -> LambdaRuntime.invoke(authorizer, event))
                .isInstanceOf(UnauthorizedException.class)
                .hasMessage("Unauthorized");
    }
}
