package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

@ExtendWith(RunningChat.Shared.class)
final class RaceTest {
    private static final int PER_SENDER = 200;
    private static final int CONNECTIONS = 2;

    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    RaceTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void twoConcurrentSendersProduceTheSameLogWithoutGapsOnEveryDevice() throws Exception {
        var devices = new ArrayList<Device>();
        for (String user : List.of(alice, bob)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                devices.add(chat.connect(user, "device-" + i));
            }
        }
        devices.forEach(device -> device.next("caughtUp"));

        var senders = new ArrayList<Callable<Boolean>>();
        for (Device device : devices) {
            String peer = devices.indexOf(device) < CONNECTIONS ? bob : alice;
            senders.add(() -> sendAll(device, peer));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sender : threads.invokeAll(senders)) {
                sender.get();
            }
        }

        for (Device device : devices) {
            String peer = devices.indexOf(device) < CONNECTIONS ? bob : alice;
            device.ask("sync", "cursors", Map.of(peer, 0));
            device.acknowledgeAll();
            device.ask("sync");
            device.awaitLog(peer, 2 * PER_SENDER);
            assertThat(device.log(peer).keySet())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 2 * PER_SENDER).boxed().toList());
            assertThat(device.log(peer)).isEqualTo(devices.getFirst().log(bob));
            device.close();
        }
    }

    private static boolean sendAll(Device device, String peer) {
        for (int i = 0; i < PER_SENDER / CONNECTIONS; i++) {
            send(device, peer, "message " + i);
        }
        return true;
    }

    /// Repeats a message that lost the race, like an outbox.
    private static void send(Device device, String peer, String text) {
        String id = UUID.randomUUID().toString();
        String code;
        do {
            code = device.say(peer, text, id).path("code").asText();
            assertThat(code).isIn("", "conflict");
        } while (!code.isEmpty());
    }
}
