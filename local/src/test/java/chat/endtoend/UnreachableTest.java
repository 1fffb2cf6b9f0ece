package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Connection;
import chat.domain.User;
import chat.domain.UserId;
import chat.dynamodb.DynamoDbConnections;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Devices that a push does not reach: closed, throttled, still opening, or one too many.
@ExtendWith(RunningChat.Own.class)
@Execution(ExecutionMode.CONCURRENT)
final class UnreachableTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    UnreachableTest(RunningChat chat) {
        this.chat = chat;
    }

    @AfterEach
    void repair() {
        chat.faults("{}");
    }

    @Test
    void aMessageWithAThrottledPushArrivesByRedelivery() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            chat.faults(onePost(bob, 429));

            sender.say(bob, "hi");

            phone.awaitLog(alice, 1);
        }
    }

    @Test
    void aMessageWithAThrottledRedeliveryArrivesByTheNextOne() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            chat.faults(
                    """
                    {"pushes": [
                      {"function": "SendMessage", "user": "%s", "do": "answer", "status": 429},
                      {"function": "Redeliver", "user": "%s", "do": "answer", "status": 429,
                       "times": 1}]}
                    """
                            .formatted(bob, bob));

            sender.say(bob, "hi");

            phone.awaitLog(alice, 1);
        }
    }

    @Test
    void aReceiptWithAThrottledPushArrivesByRedelivery() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            sender.next("caughtUp");
            sender.say(bob, "hi");
            phone.awaitLog(alice, 1);
            chat.faults(onePost(alice, 429));

            phone.ack(alice, "read", 1);

            var state = sender.next("caughtUp").at("/conversations/0");
            assertThat(state.get("peerRead").asLong()).isEqualTo(1);
        }
    }

    @Test
    void aSyncWithAThrottledPushIsAnsweredByRedelivery() {
        try (var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            chat.faults(onePost(bob, 429));

            phone.send("sync");

            assertThat(phone.next("caughtUp").get("more").asBoolean()).isFalse();
        }
    }

    @Test
    void aPushThatIsReportedGoneClosesTheSocketAndRemovesItsRow() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            age(bob);
            chat.faults(onePost(bob, 410));

            sender.say(bob, "hi");

            assertThat(rows(bob)).isEmpty();
            assertThat(phone.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void aReceiptToAClosedConnectionRemovesItsRow() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            sender.next("caughtUp");
            sender.say(bob, "hi");
            phone.awaitLog(alice, 1);
            age(alice);
            chat.faults(onePost(alice, 410));

            phone.ack(alice, "delivered", 1);

            assertThat(rows(alice)).isEmpty();
        }
    }

    @Test
    void aSyncOfAClosedConnectionRemovesItsRow() {
        try (var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            age(bob);
            chat.faults(onePost(bob, 410));

            phone.send("sync");

            awaitNoRow(bob);
        }
    }

    @Test
    void aRedeliveryToAClosedConnectionRemovesItsRow() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            age(bob);
            chat.faults(
                    """
                    {"pushes": [
                      {"function": "SendMessage", "user": "%s", "do": "answer", "status": 429},
                      {"function": "Redeliver", "user": "%s", "do": "answer", "status": 410}]}
                    """
                            .formatted(bob, bob));

            sender.say(bob, "hi");

            awaitNoRow(bob);
        }
    }

    @Test
    void aRowWrittenLongAfterItsSocketClosedIsRemovedByTheStream() {
        var phone = chat.connect(bob, "phone");
        phone.next("caughtUp");
        Connection closed = rows(bob).getFirst();
        phone.close();
        awaitNoRow(bob);

        try (var tables = chat.tables()) {
            new DynamoDbConnections(tables, "Connections")
                    .add(
                            new Connection(
                                    closed.user(),
                                    closed.id(),
                                    closed.device(),
                                    closed.deviceFirstSeenAt(),
                                    closed.since(),
                                    closed.connectedAt().minus(Connection.OPENING_GRACE),
                                    Optional.empty(),
                                    closed.expiresAt()));
        }

        awaitNoRow(bob);
    }

    @Test
    void aDeviceWithALongHandshakeCatchesUpThroughTheQueue() {
        chat.faults(neverOpening());

        try (var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");

            assertThat(rows(bob).getFirst().openAt()).isPresent();
        }
    }

    @Test
    void aReturningDeviceWithoutSinceCatchesUpThroughTheQueue() {
        chat.connect(bob, "phone").close();
        try (var sender = chat.connect(alice, "phone")) {
            sender.say(bob, "hi");
            chat.faults(neverOpening());

            try (var phone = chat.connect(bob, "phone")) {
                phone.catchUp();

                assertThat(phone.texts(alice)).containsExactly("hi");
            }
        }
    }

    @Test
    void aNewDeviceCatchesUpThroughTheQueue() {
        try (var phone = chat.connect(bob, "phone");
                var sender = chat.connect(alice, "phone")) {
            sender.say(bob, "hi");
            phone.awaitLog(alice, 1).acknowledgeAll();
            chat.faults(neverOpening());

            try (var laptop = chat.connect(bob, "laptop")) {
                laptop.catchUp();

                assertThat(laptop.texts(alice)).containsExactly("hi");
            }
        }
    }

    @Test
    void aSocketWithoutARowIsClosedSoThatTheDeviceReconnects() {
        try (var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            removeRow(bob);

            phone.send("sync");

            assertThat(phone.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void aSyncMarksAConnectionOpenBeforeTheStreamDoes() {
        chat.faults(neverOpening());

        try (var phone = chat.connect(bob, "phone")) {
            phone.send("sync");
            phone.next("caughtUp");

            assertThat(rows(bob).getFirst().openAt()).isPresent();
        }
    }

    @Test
    void aSocketWhoseRowIsRemovedBeforeItsCatchUpIsClosed() {
        chat.faults(
                """
                {"invocations": [
                  {"function": "Deliver", "do": "delay", "milliseconds": 1500, "times": 1}]}
                """);

        try (var phone = chat.connect(bob, "phone")) {
            removeRow(bob);

            assertThat(phone.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void aSocketWhoseRowIsRemovedBeforeItsRedeliveryIsClosed() {
        chat.faults(
                neverOpening()
                        .replaceFirst(
                                "}\\s*$",
                                """
                                , "invocations": [
                                  {"function": "Redeliver", "point": "after dynamodb:GetItem",
                                   "do": "delay", "milliseconds": 700, "times": 1}]}
                                """));
        long redeliveries = chat.redeliveries();

        try (var phone = chat.connect(bob, "phone");
                var tables = chat.tables()) {
            var row = rows(bob).getFirst();
            Waiting.until("a redelivery has begun", chat::redeliveries, now -> now > redeliveries);
            new DynamoDbConnections(tables, "Connections").remove(row.user(), row.id());

            assertThat(phone.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void theOldestOfTooManyConnectionsIsClosed() {
        var phones = new ArrayList<Device>();
        try {
            for (int i = 0; i <= Connection.PER_USER_MAX; i++) {
                phones.add(chat.connect(bob, "phone"));
            }

            assertThat(phones.getFirst().awaitClose()).isEqualTo(1000);
            assertThat(rows(bob)).hasSize(Connection.PER_USER_MAX);
        } finally {
            phones.forEach(Device::close);
        }
    }

    @Test
    void theCursorOfAReplacedDeviceIsRemoved() {
        try (var sender = chat.connect(alice, "phone")) {
            chat.connect(bob, "device-1").close();
            sender.say(bob, "hi");
            for (int i = 1; i <= 10; i++) {
                try (var device = chat.connect(bob, "device-" + i)) {
                    device.awaitLog(alice, 1);
                    device.ack(alice, "delivered", 1);
                }
            }

            assertThat(cursors(bob, alice)).isEqualTo(User.DEVICES_MAX);
        }
    }

    /// For the stream's function, Bob's handshake never ends.
    private String neverOpening() {
        return """
        {"pushes": [{"function": "Deliver", "user": "%s", "do": "answer", "status": 410}]}\
        """
                .formatted(bob);
    }

    private void removeRow(String user) {
        var row = rows(user).getFirst();
        try (var tables = chat.tables()) {
            new DynamoDbConnections(tables, "Connections").remove(row.user(), row.id());
        }
    }

    private static String onePost(String user, int status) {
        return """
        {"pushes": [{"method": "POST", "user": "%s", "do": "answer", "status": %d, "times": 1}]}
        """
                .formatted(user, status);
    }

    /// Makes a user's connections so old that a 410 no longer means a pending handshake.
    private void age(String user) {
        try (var tables = chat.tables()) {
            var connections = new DynamoDbConnections(tables, "Connections");
            for (Connection row : connections.of(new UserId(user))) {
                Instant then = row.connectedAt().minus(Duration.ofMinutes(1));
                connections.add(
                        new Connection(
                                row.user(),
                                row.id(),
                                row.device(),
                                row.deviceFirstSeenAt(),
                                row.since(),
                                then,
                                Optional.of(then),
                                row.expiresAt()));
            }
        }
    }

    private long cursors(String user, String peer) {
        var key = Map.of("userId", AttributeValue.fromS(user), "peer", AttributeValue.fromS(peer));
        try (var tables = chat.tables()) {
            var row = tables.getItem(get -> get.tableName("Conversations").key(key)).item();
            return row.keySet().stream().filter(name -> name.startsWith("cursor_")).count();
        }
    }

    private void awaitNoRow(String user) {
        Waiting.until("no row is left", () -> rows(user), List::isEmpty);
    }

    private List<Connection> rows(String user) {
        try (var tables = chat.tables()) {
            return new DynamoDbConnections(tables, "Connections").of(new UserId(user));
        }
    }
}
