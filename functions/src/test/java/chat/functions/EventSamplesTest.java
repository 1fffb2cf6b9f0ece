package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ConversationId;
import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.dynamodb.ConnectionItem;
import chat.dynamodb.EntryKey;
import chat.protocol.ClientFrame;
import chat.protocol.FrameDecoder;
import chat.sqs.Redelivery;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The samples are valid input of the functions, or malformed as their names say.
class EventSamplesTest {
    private static final Instant CONNECTED_AT = Instant.ofEpochMilli(1_790_000_000_001L);
    private static final Instant LEASE_ENDS = Instant.ofEpochMilli(1_790_003_600_000L);
    private static final Instant TOKEN_ENDS = HandledChat.TOKEN_ENDS;
    private static final ConnectionId CONNECTION = new ConnectionId("ZXhhbXBsZTEyMzQ=");
    private static final Caller ALICE =
            new Caller(new UserId("alice"), new DeviceId("phone-7f3a"), CONNECTION, TOKEN_ENDS);

    @Test
    void theReadmeListsEverySample() {
        var listed = Pattern.compile("(?m)^\\| `([a-z-]+)\\.json`");

        assertThat(listed.matcher(EventSamples.text("README.md")).results())
                .extracting(found -> found.group(1))
                .containsExactlyInAnyOrderElementsOf(EventSamples.names());
    }

    @Test
    void theAuthorizerSampleOffersSubprotocolAndToken() {
        assertThat(offered("authorizer")).containsExactly("chat.v1", "bearer.TOKEN");
        assertThat(offered("authorizer-without-token")).containsExactly("chat.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect-without-device", "connect-bad-device"})
    void connectSamplesHaveTheAuthorizersContext(String name) {
        var context = websocket(name).getRequestContext();

        assertThat(context.getEventType()).isEqualTo("CONNECT");
        assertThat(AuthorizerContext.USER.of(context.getAuthorizer())).isEqualTo("alice");
        assertThat(AuthorizerContext.DEVICE.in(context.getAuthorizer()).isPresent())
                .isEqualTo(name.equals("connect"));
        assertThat(Frames.tokenExpiresAt(context.getAuthorizer())).isEqualTo(TOKEN_ENDS);
    }

    @Test
    void theDisconnectSampleHasTheSameCaller() {
        var event = websocket("disconnect");

        assertThat(event.getRequestContext().getEventType()).isEqualTo("DISCONNECT");
        assertThat(Frames.caller(event)).isEqualTo(ALICE);
    }

    @ParameterizedTest
    @CsvSource({
        "send-message, sendMessage, SendMessage",
        "send-message-reply, sendMessage, SendMessage",
        "send-message-edit, sendMessage, SendMessage",
        "send-message-remove, sendMessage, SendMessage",
        "send-message-reaction, sendMessage, SendMessage",
        "ack, ack, Ack",
        "sync, sync, Sync",
        "history, history, History",
        "history-fold, history, History",
        "conversations, conversations, Conversations",
        "profile, profile, Get",
        "profile-set, profile, Set",
        "profile-find, profile, Find",
        "conversation, conversation, Conversation",
        "search, search, Search",
        "presence, presence, Presence",
        "typing, typing, Typing",
        "default-unknown-action, $default, Invalid",
        "default-not-json, $default, Invalid",
        "send-message-missing-field, sendMessage, Invalid",
        "send-message-not-json, sendMessage, Invalid"
    })
    void messageSamplesHaveTheSameCallerAndTheirRoute(String name, String route, String frame) {
        var event = websocket(name);

        assertThat(Frames.caller(event)).isEqualTo(ALICE);
        assertThat(event.getRequestContext().getEventType()).isEqualTo("MESSAGE");
        assertThat(event.getRequestContext().getRouteKey()).isEqualTo(route);
        ClientFrame decoded = FrameDecoder.decode(event.getBody());
        assertThat(decoded.getClass().getSimpleName()).isEqualTo(frame);
    }

    @Test
    void theInsertSampleHasTheConnection() {
        Connection connection = ConnectionItem.read(newImage("deliver-insert"));

        assertThat(connection.user()).isEqualTo(ALICE.user());
        assertThat(connection.id()).isEqualTo(CONNECTION);
        assertThat(connection.device()).isEqualTo(ALICE.device());
        assertThat(connection.connectedAt()).isEqualTo(CONNECTED_AT);
        assertThat(connection.since()).contains(Instant.ofEpochMilli(1_789_999_000_456L));
        assertThat(connection.openAt()).isEmpty();
        assertThat(connection.expiresAt()).isEqualTo(LEASE_ENDS);
    }

    @Test
    void theMalformedInsertSampleHasNoConnection() {
        assertThatThrownBy(() -> ConnectionItem.read(newImage("deliver-malformed")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the connection has no deviceId");
    }

    @Test
    void theSettleSampleHasTheKeyOfAnEntryOfAliceAndBob() {
        var key = EntryKey.read(keys("settle"));

        assertThat(key.conversation())
                .isEqualTo(ConversationId.of(ALICE.user(), new UserId("bob")));
        assertThat(key.seq()).isEqualTo(2);
        assertThat(newImage("settle")).containsEntry("kind", "edit");
        assertThatThrownBy(() -> EntryKey.read(keys("settle-malformed")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the number of the entry is missing or is not a number");
    }

    @ParameterizedTest
    @CsvSource({"deliver-remove, ", "deliver-ttl-remove, dynamodb.amazonaws.com"})
    void removalSamplesNameDynamoDbOnlyForTimeToLive(String name, String principal) {
        var change = EventSamples.read(name, DynamodbEvent.class).getRecords().getFirst();

        assertThat(change.getEventName()).isEqualTo("REMOVE");
        assertThat(change.getDynamodb().getNewImage()).isNull();
        if (principal == null) {
            assertThat(change.getUserIdentity()).isNull();
        } else {
            assertThat(change.getUserIdentity().getPrincipalId()).isEqualTo(principal);
        }
    }

    @Test
    void theRedeliverySampleNamesTheConnection() {
        var expected = new Redelivery(ALICE.user(), CONNECTION);

        assertThat(Redelivery.decode(queued("redeliver"))).isEqualTo(expected);
        assertThatThrownBy(() -> Redelivery.decode(queued("redeliver-malformed")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> offered(String name) {
        var event = EventSamples.read(name, APIGatewayCustomAuthorizerEvent.class);
        assertThat(event.getMethodArn()).endsWith("/prod/$connect");
        return Subprotocols.offered(event.getHeaders());
    }

    private static APIGatewayV2WebSocketEvent websocket(String name) {
        return EventSamples.read(name, APIGatewayV2WebSocketEvent.class);
    }

    private static Map<String, String> keys(String name) {
        var change = EventSamples.read(name, DynamodbEvent.class).getRecords().getFirst();
        return Batches.texts(change.getDynamodb().getKeys());
    }

    private static Map<String, String> newImage(String name) {
        var change = EventSamples.read(name, DynamodbEvent.class).getRecords().getFirst();
        return Batches.texts(change.getDynamodb().getNewImage());
    }

    private static String queued(String name) {
        return EventSamples.read(name, SQSEvent.class).getRecords().getFirst().getBody();
    }
}
