package chat.functions;

import static chat.functions.HandledChat.ALICE;
import static chat.functions.HandledChat.BOB;
import static chat.functions.HandledChat.CONNECTED_AT;
import static chat.functions.HandledChat.PHONE;
import static chat.functions.HandledChat.SAMPLE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chat.domain.Connection;
import chat.domain.ContactNumber;
import chat.domain.User;
import chat.port.UserBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// `$connect` and `$disconnect`.
final class ConnectionHandlersTest {
    private final HandledChat chat = new HandledChat();

    @Test
    void aConnectStoresUserDeviceAndConnection() {
        connect("connect");

        assertThat(chat.state().ports().users().find(ALICE))
                .contains(
                        UserBuilder.user(ALICE)
                                .name("Alice")
                                .contactNumber(new ContactNumber("+4915112345678"))
                                .joinedAt(CONNECTED_AT)
                                .lastActiveAt(CONNECTED_AT)
                                .devices(Map.of(PHONE, new User.Device(CONNECTED_AT, CONNECTED_AT)))
                                .lastClaim(
                                        new User.Claim(
                                                new ContactNumber("+4915112345678"),
                                                Optional.empty()))
                                .build());
        assertThat(chat.state().ports().connections().of(ALICE))
                .containsExactly(
                        new Connection(
                                ALICE,
                                SAMPLE,
                                PHONE,
                                CONNECTED_AT,
                                Optional.of(Instant.ofEpochMilli(1_789_999_000_456L)),
                                CONNECTED_AT,
                                Optional.empty(),
                                CONNECTED_AT.plus(Connection.LEASE)));
    }

    @Test
    void aConnectReturnsTheServersSubprotocolWithoutTheToken() {
        assertThat(connect("connect"))
                .containsEntry("statusCode", 200)
                .containsEntry("headers", Map.of("Sec-WebSocket-Protocol", "chat.v1"))
                .doesNotContainKey("body");
    }

    @Test
    void aConnectPostsNothingBeforeTheSocketIsOpen() {
        connect("connect");

        assertThat(chat.received(SAMPLE)).isEmpty();
    }

    @Test
    void sinceIsOptionalInAConnect() {
        String event = EventSamples.with("connect", Map.of("\"since\"", "\"other\""));

        assertThat(LambdaRuntime.invoke(chat.connect(), event)).containsEntry("statusCode", 200);
        assertThat(chat.state().ports().connections().of(ALICE))
                .extracting(Connection::since)
                .containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-without-device", "connect-bad-device"})
    void aHandshakeWithoutAValidDeviceIsRejected(String sample) {
        assertThat(connect(sample)).containsEntry("statusCode", 400);
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "-1", "1e3", "99999999999999999999", "9223372036854775807"})
    void aSinceThatIsNotATimeIsRejected(String since) {
        String event = EventSamples.with("connect", Map.of("1789999000456", since));

        assertThat(LambdaRuntime.invoke(chat.connect(), event)).containsEntry("statusCode", 400);
        assertNothingStored();
    }

    /// The client chooses the query, so it proves nothing.
    @Test
    void identityInTheQueryIsIgnored() {
        String event =
                EventSamples.with(
                        "connect",
                        Map.of(
                                "\"since\": \"1789999000456\"",
                                "\"userId\": \"bob\", \"tokenExpiresAt\": \"9999999999999\","
                                        + " \"deviceId\": \"laptop\", \"connectionId\": \"c1\""));

        assertThat(LambdaRuntime.invoke(chat.connect(), event)).containsEntry("statusCode", 200);
        assertThat(chat.state().ports().connections().of(BOB)).isEmpty();
        assertThat(chat.state().ports().connections().of(ALICE))
                .extracting(Connection::id, Connection::device, Connection::expiresAt)
                .containsExactly(tuple(SAMPLE, PHONE, CONNECTED_AT.plus(Connection.LEASE)));
    }

    /// API Gateway does not document how it handles such a message.
    @Test
    void messageEventsOnConnectionRoutesHaveNoEffect() {
        String connect = EventSamples.with("connect", Map.of("\"CONNECT\"", "\"MESSAGE\""));
        String disconnect =
                EventSamples.with("disconnect", Map.of("\"DISCONNECT\"", "\"MESSAGE\""));

        assertThat(LambdaRuntime.invoke(chat.connect(), connect)).containsEntry("statusCode", 400);
        assertNothingStored();
        chat.alice();
        LambdaRuntime.invoke(chat.disconnect(), disconnect);
        assertThat(chat.state().ports().connections().of(ALICE)).hasSize(1);
    }

    @Test
    void aDisabledUserIsRejected() {
        chat.state().ports().users().put(UserBuilder.user(ALICE).enabled(false).build());

        assertThat(connect("connect"))
                .containsEntry("statusCode", 403)
                .doesNotContainKey("headers");
        assertThat(chat.state().ports().connections().of(ALICE)).isEmpty();
    }

    @Test
    void aConnectIsLoggedWithoutTokenNameOrPhoneNumber() {
        connect("connect");

        assertThat(chat.logged())
                .containsExactly(
                        Map.of(
                                "level",
                                "INFO",
                                "coldStart",
                                true,
                                "connection",
                                SAMPLE.value(),
                                "user",
                                RequestLog.hash("alice"),
                                "frame",
                                "$connect",
                                "outcome",
                                "200",
                                "ms",
                                0));
    }

    @Test
    void aDisconnectRemovesOnlyItsConnection() {
        chat.alice();
        var other = chat.state().online(ALICE, PHONE, "b3RoZXItMTIzNDU=");

        assertThat(disconnect()).containsEntry("statusCode", 200);

        assertThat(chat.state().ports().connections().of(ALICE))
                .extracting(Connection::id)
                .containsExactly(other.connection());
    }

    @Test
    void aDisconnectUpdatesTheLastActivity() {
        chat.alice();
        Instant later = chat.state().ports().clock().advance(Duration.ofMinutes(10));

        disconnect();

        assertThat(chat.state().ports().users().find(ALICE).orElseThrow().lastActiveAt())
                .isEqualTo(later);
    }

    @Test
    void aLateDisconnectKeepsTheNewConnection() {
        var current = chat.state().online(ALICE, PHONE, "bmV3LTEyMzQ1Njc=");

        disconnect();

        assertThat(chat.state().ports().connections().of(ALICE))
                .extracting(Connection::id)
                .containsExactly(current.connection());
    }

    private Map<String, Object> connect(String sample) {
        return LambdaRuntime.invoke(chat.connect(), EventSamples.text(sample + ".json"));
    }

    private Map<String, Object> disconnect() {
        return LambdaRuntime.invoke(chat.disconnect(), EventSamples.text("disconnect.json"));
    }

    private void assertNothingStored() {
        assertThat(chat.state().ports().users().find(ALICE)).isEmpty();
        assertThat(chat.state().ports().connections().of(ALICE)).isEmpty();
    }
}
