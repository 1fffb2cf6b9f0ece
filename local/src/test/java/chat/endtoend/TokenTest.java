package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;

@ExtendWith(RunningChat.Shared.class)
final class TokenTest {
    private static final String DEVICE = "?deviceId=phone";

    private final RunningChat chat;
    private final String mallory = RunningChat.person("mallory");

    TokenTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aConnectWithoutATokenIsRejected() {
        assertThat(refusal(DEVICE)).isEqualTo(401);
        assertThat(refusal(DEVICE, "chat.v1")).isEqualTo(401);
        assertThat(refusal(DEVICE, "bearer." + chat.token(mallory))).isEqualTo(401);
    }

    @Test
    void aConnectWithATokenInTheUrlIsRejected() {
        assertThat(refusal(DEVICE + "&token=" + chat.token(mallory), "chat.v1")).isEqualTo(401);
    }

    @Test
    void aConnectWithAnInvalidTokenIsRejected() {
        String token = chat.token(mallory);
        String tampered = token.substring(0, token.length() - 8) + "AAAAAAAA";

        assertThat(refusal(DEVICE, "chat.v1", "bearer.nonsense")).isEqualTo(401);
        assertThat(refusal(DEVICE, "chat.v1", "bearer." + tampered)).isEqualTo(401);
    }

    @Test
    void aConnectWithAnExpiredTokenIsRejected() {
        String expired = chat.token(Map.of("user", mallory, "expiresInSeconds", -1));

        assertThat(refusal(DEVICE, "chat.v1", "bearer." + expired)).isEqualTo(401);
    }

    @Test
    void aConnectWithATokenSignedByAnotherKeyIsRejected() throws JOSEException, ParseException {
        var key = new RSAKeyGenerator(2048).generate();
        var original = SignedJWT.parse(chat.token(mallory));
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(original.getHeader().getKeyID())
                        .build();
        var forged = new SignedJWT(header, original.getJWTClaimsSet());
        forged.sign(new RSASSASigner(key));

        assertThat(refusal(DEVICE, "chat.v1", "bearer." + forged.serialize())).isEqualTo(401);
    }

    @Test
    void aConnectWithAnUnsignedTokenIsRejected() throws ParseException {
        JWTClaimsSet claims = SignedJWT.parse(chat.token(mallory)).getJWTClaimsSet();
        String unsigned = new PlainJWT(claims).serialize();

        assertThat(refusal(DEVICE, "chat.v1", "bearer." + unsigned)).isEqualTo(401);
    }

    @Test
    void aConnectionWithoutAUsableDeviceIsABadRequest() {
        String bearer = "bearer." + chat.token(mallory);

        assertThat(refusal("", "chat.v1", bearer)).isEqualTo(400);
        assertThat(refusal("?deviceId=a%20b", "chat.v1", bearer)).isEqualTo(400);
        assertThat(refusal(DEVICE + "&since=yesterday", "chat.v1", bearer)).isEqualTo(400);
    }

    /// The socket stays open, but gets nothing after the token's expiry.
    @Test
    void framesAfterTokenExpiryAreRejectedAndNothingIsPushed() {
        String alice = RunningChat.person("alice");
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(Map.of("user", mallory, "expiresInSeconds", 4))) {
            phone.next("caughtUp");
            sender.say(mallory, "while the token lives");
            phone.awaitLog(alice, 1);
            phone.ask("presence", "watch", List.of(alice));
            Waiting.until(
                    "the token ends", () -> phone.ask("conversations"), TokenTest::isRejected);

            sender.say(mallory, "after the token's end");
            sender.ask("conversation", "peer", mallory, "set", Map.of("muted", true));
            sender.send("typing", "to", mallory, "state", "started");
            chat.connect(alice, "laptop").close();

            for (var action : List.of("sync", "profile", "history")) {
                assertThat(isRejected(phone.ask(action, "get", List.of(alice), "peer", alice)))
                        .isTrue();
            }
            assertThat(phone.say(alice, "let me in", UUID.randomUUID().toString()).get("code"))
                    .hasToString("\"tokenExpired\"");
            chat.awaitQuiet();
            assertThat(phone.log(alice)).containsOnlyKeys(1L);
            assertThat(phone.untaken("typing")).isZero();
            assertThat(phone.untaken("presence")).isZero();

            try (var again = chat.connect(mallory, "phone")) {
                again.awaitLog(alice, 2);
            }
        }
    }

    private static boolean isRejected(JsonNode reply) {
        return reply.path("code").asText().equals("tokenExpired");
    }

    @Test
    void userIdsInFramesAreIgnored() {
        String alice = RunningChat.person("alice");
        try (var recipient = chat.connect(alice, "phone");
                var sender = chat.connect(mallory, "phone")) {
            recipient.next("caughtUp");
            sender.say(alice, "it is me", UUID.randomUUID().toString(), "from", "bob");

            var message = recipient.next("messages");

            assertThat(message.get("peer").asText()).isEqualTo(mallory);
            assertThat(message.at("/messages/0/from").asText()).isEqualTo(mallory);
        }
    }

    /// The status of a refused handshake.
    private int refusal(String query, String... subprotocols) {
        var builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (subprotocols.length > 0) {
            var rest = Arrays.copyOfRange(subprotocols, 1, subprotocols.length);
            builder.subprotocols(subprotocols[0], rest);
        }
        var handshake = builder.buildAsync(chat.webSocket(query), new WebSocket.Listener() {});
        int[] status = new int[1];
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(handshake::join)
                .havingCause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused -> status[0] = refused.getResponse().statusCode());
        return status[0];
    }
}
