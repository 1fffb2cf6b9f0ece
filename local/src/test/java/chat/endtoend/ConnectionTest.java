package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.UserId;
import chat.dynamodb.DynamoDbConnections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ExtendWith(RunningChat.Shared.class)
final class ConnectionTest {
    private static final String TABLE = "Connections";

    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    ConnectionTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void messagesSentWhileADeviceConnectsAreNotLost() {
        try (var sender = chat.connect(alice, "phone")) {
            chat.connect(bob, "phone").close();
            for (int i = 1; i <= 10; i++) {
                int seq = i;
                var sending = Thread.ofVirtual().start(() -> sender.say(bob, "message " + seq));
                try (var phone = chat.connect(bob, "phone")) {
                    phone.awaitLog(alice, seq);
                }
                join(sending);
            }
        }
    }

    @Test
    void aPushToAStaleConnectionRemovesOnlyItsRow() {
        try (var tables = chat.tables();
                var phone = chat.connect(bob, "phone");
                var sender = chat.connect(alice, "phone")) {
            phone.next("caughtUp");
            var stale = connection(bob, "gone", Duration.ofMinutes(5));
            connections(tables).add(stale);

            sender.say(bob, "hi");

            assertThat(connections(tables).of(new UserId(bob)))
                    .extracting(row -> row.device().value())
                    .containsExactly("phone");
            phone.awaitLog(alice, 1);
        }
    }

    @Test
    void aLateDisconnectOfAnOldConnectionKeepsTheNewOne() {
        try (var tables = chat.tables();
                var sender = chat.connect(alice, "phone")) {
            var old = chat.connect(bob, "phone");
            old.next("caughtUp");
            try (var phone = chat.connect(bob, "phone")) {
                phone.next("caughtUp");
                old.disconnect();
                Waiting.until(
                        "one row is left",
                        () -> connections(tables).of(new UserId(bob)),
                        rows -> rows.size() == 1);

                sender.say(bob, "hi");

                phone.awaitLog(alice, 1);
            }
        }
    }

    @Test
    void devicesThatNeverOpenDoNotDelayOthers() {
        try (var tables = chat.tables();
                var sender = chat.connect(alice, "phone")) {
            chat.connect(bob, "phone").close();
            sender.say(bob, "hi");
            for (int i = 0; i < 20; i++) {
                connections(tables).add(connection("opening-" + i, "phone", Duration.ZERO));
            }

            try (var phone = chat.connect(bob, "phone")) {
                phone.awaitLog(alice, 1);

                // Deliver keeps a row that never opens until it is 30 s old: the row is still here,
                // so this catch-up did not wait for it.
                assertThat(connections(tables).of(new UserId("opening-19"))).hasSize(1);
            }
        }
    }

    private static Connection connection(String user, String device, Duration age) {
        Instant connectedAt = Instant.now().minus(age);
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 15) + "=";
        return new Connection(
                new UserId(user),
                new ConnectionId(id),
                new DeviceId(device),
                connectedAt,
                Optional.empty(),
                connectedAt,
                Optional.empty(),
                connectedAt.plus(Connection.LEASE));
    }

    private static DynamoDbConnections connections(DynamoDbClient tables) {
        return new DynamoDbConnections(tables, TABLE);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
