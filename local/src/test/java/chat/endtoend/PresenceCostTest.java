package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;

/// The cost of presence; `-Dchat.watchers=1000` sets the number of subscribers.
@ExtendWith(RunningChat.Own.class)
final class PresenceCostTest {
    private static final int WATCHERS = Integer.getInteger("chat.watchers", 20);

    private final RunningChat chat;
    private final String bob = RunningChat.person("bob");

    PresenceCostTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void comingOnlineCostsOnePostAndTwoReadsPerSubscriberAndNoWrite() {
        chat.connect(bob, "phone").close();
        List<Device> watchers = new ArrayList<>();
        try {
            for (int i = 0; i < WATCHERS; i++) {
                Device watcher = chat.connect(RunningChat.person("watcher"), "phone");
                watchers.add(watcher);
                watcher.next("caughtUp");
                watcher.ask("presence", "watch", List.of(bob));
            }
            chat.resetMeter();
            try (var phone = chat.connect(bob, "phone")) {
                phone.next("caughtUp");
                watchers.forEach(watcher -> watcher.next("presence"));

                JsonNode meter = chat.awaitQuiet();
                System.err.printf("%d watchers, one comes: %s%n", WATCHERS, meter);
                assertThat(meter.get("posts").asInt()).isEqualTo(WATCHERS + 1);
                assertThat(units(meter, "PresenceSubscriptions", "writeUnits")).isZero();
                assertThat(units(meter, "Users", "readUnits")).isLessThanOrEqualTo(WATCHERS + 5.0);
                assertThat(units(meter, "Conversations", "readUnits"))
                        .isLessThanOrEqualTo(WATCHERS + 5.0);
            }
        } finally {
            watchers.forEach(Device::close);
        }
    }

    @Test
    void aUserWithoutSubscribersCostsOneReadPerChangeOfPresence() {
        chat.connect(bob, "phone").close();
        chat.resetMeter();

        chat.connect(bob, "phone").close();

        JsonNode meter = chat.awaitQuiet();
        assertThat(units(meter, "PresenceSubscriptions", "readUnits")).isLessThanOrEqualTo(2.0);
        assertThat(units(meter, "PresenceSubscriptions", "writeUnits")).isZero();
    }

    private static double units(JsonNode meter, String table, String kind) {
        return meter.at("/tables/" + table + "/" + kind).asDouble();
    }
}
