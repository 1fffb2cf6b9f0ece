package chat.endtoend;

import chat.local.gateway.RawClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A client that sends many requests and never reads the responses.
@ExtendWith(RunningChat.Shared.class)
final class SlowClientTest {
    private static final String DEVICE = "/prod?deviceId=deaf";
    private static final int ENTRIES = 60;

    /// Each is answered with 240 KB, far more than fits into the buffers between gateway and
    /// client.
    private static final int SYNCS = 40;

    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    SlowClientTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aDeviceThatDoesNotReadDoesNotDelayOthers() throws IOException {
        try (var laptop = chat.connect(bob, "laptop");
                var phone = chat.connect(alice, "phone")) {
            for (int i = 1; i <= ENTRIES; i++) {
                phone.say(bob, i + "x".repeat(4_000));
            }
            long before = chat.redeliveries();
            String sync = Device.frame("sync", "cursors", Map.of(alice, 0));
            try (var deaf = new RawClient(chat.port(), DEVICE, protocols())) {
                for (int i = 0; i < SYNCS; i++) {
                    deaf.send(RawClient.TEXT, true, sync.getBytes(StandardCharsets.UTF_8));
                }
                Waiting.until("a push is refused", chat::redeliveries, now -> now > before);

                laptop.awaitEntry(alice, phone.say(bob, "do you hear me?"));
                phone.awaitEntry(bob, laptop.say(alice, "I do hear you"));
            }
        }
    }

    private String protocols() {
        return "Sec-WebSocket-Protocol: chat.v1, bearer." + chat.token(bob);
    }
}
