package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.sqs.SqsAnnouncements;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Measures the presence figures of `docs/architecture.md`, and writes its table to
/// `target/presence.md`: `./mvnw verify -Dchat.measure=true -Dtest=PresenceMeasurementTest
/// -Dsurefire.failIfNoSpecifiedTests=false`
@EnabledIfSystemProperty(named = "chat.measure", matches = "true")
@ExtendWith(RunningChat.Own.class)
final class PresenceMeasurementTest {
    private static final int MANY = 1_000;

    /// Long enough for the notification that a user is offline.
    private static final Duration NOTIFICATION_TIME = SqsAnnouncements.DELAY.plusSeconds(2);

    private final RunningChat chat;
    private final CostTable costs;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    PresenceMeasurementTest(RunningChat chat) {
        this.chat = chat;
        costs = new CostTable(chat);
    }

    @Test
    void measuresTheTableForTheArchitectureDocument() throws IOException {
        connect("phone").close();
        connect("tablet").close();
        connect("laptop").close();
        try (var watcher = chat.connect(alice, "phone")) {
            watcher.next("caughtUp");
            watcher.say(bob, "hi");
            LockSupport.parkNanos(NOTIFICATION_TIME.toNanos());
            costs.measure("subscribing to one user", () -> watch(watcher));
            threeDevices(watcher);
            lostDisconnect(watcher);
        }
        manySubscribers();
        Path file = Path.of("target/presence.md");
        Files.write(file, costs.lines());
        assertThat(file).isNotEmptyFile();
    }

    private void threeDevices(Device watcher) {
        var devices = new ArrayList<Device>();
        costs.measure("the first of three devices connects", () -> connect(devices, "phone"));
        costs.measure("the second connects", () -> connect(devices, "tablet"));
        costs.measure("the third connects", () -> connect(devices, "laptop"));
        costs.measure("two of them disconnect", () -> disconnect(devices, 2));
        costs.measure(
                "the last disconnects, and is back within a second",
                () -> {
                    devices.removeFirst().close();
                    connect(devices, "phone");
                    LockSupport.parkNanos(NOTIFICATION_TIME.toNanos());
                });
        assertThat(status(watcher)).isEqualTo("online");
        costs.measure("the last disconnects", () -> disconnect(devices, 1));
        assertThat(status(watcher)).isEqualTo("offline");
    }

    /// Without `$disconnect`, the user goes offline once a push finds the socket closed.
    private void lostDisconnect(Device watcher) {
        Device phone = connect("phone");
        chat.faults("{\"disconnects\": [{\"do\": \"drop\"}]}");
        costs.measure(
                "a device disconnects, and `$disconnect` never runs",
                () -> {
                    phone.close();
                    LockSupport.parkNanos(NOTIFICATION_TIME.toNanos());
                });
        assertThat(status(watcher)).isEqualTo("online");
        costs.measure(
                "a message to it finds its socket closed",
                () -> {
                    watcher.say(bob, "are you there?");
                    LockSupport.parkNanos(NOTIFICATION_TIME.toNanos());
                });
        assertThat(status(watcher)).isEqualTo("offline");
        chat.faults("{}");
    }

    private void manySubscribers() {
        var devices = new ArrayList<Device>();
        var watchers = new ArrayList<Device>();
        try {
            for (int i = 0; i < MANY; i++) {
                var watcher = chat.connect(RunningChat.person("watcher"), "phone");
                watchers.add(watcher);
                watcher.next("caughtUp");
                watch(watcher);
            }
            costs.measure(
                    "a user with a thousand subscribers connects",
                    () -> {
                        connect(devices, "phone");
                        watchers.forEach(watcher -> watcher.next("presence"));
                    });
        } finally {
            devices.forEach(Device::close);
            watchers.forEach(Device::close);
        }
    }

    private Device connect(String device) {
        var connected = chat.connect(bob, device);
        connected.next("caughtUp");
        return connected;
    }

    private void connect(List<Device> devices, String device) {
        devices.add(connect(device));
    }

    private static void disconnect(List<Device> devices, int many) {
        for (int i = 0; i < many; i++) {
            devices.removeLast().close();
        }
        LockSupport.parkNanos(NOTIFICATION_TIME.toNanos());
    }

    private void watch(Device watcher) {
        watcher.ask("presence", "watch", List.of(bob));
    }

    private String status(Device watcher) {
        return watcher.ask("presence", "get", List.of(bob)).at("/users/0/status").asText();
    }
}
