package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small frames of a misbehaving client, and their cost according to the meter.
@ExtendWith(RunningChat.Own.class)
final class MisbehavingClientTest {
    private static final String HUNDRED_BAD_ACKS =
            "{\"action\":\"ack\",\"acks\":[0" + ",0".repeat(99) + "]}";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int REPEATS = 10;

    /// The default of `frameItemBurst`.
    private static final int ITEM_BURST = 1_000;

    private static final int FRAMES = 1_000;

    /// The default of `frameBurst`.
    private static final int BURST = 200;

    private static final int PER_MINUTE = 1;

    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    MisbehavingClientTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aHundredBadAcksAreAnsweredByOneFrame() {
        try (var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            chat.resetMeter();

            phone.sendRaw(HUNDRED_BAD_ACKS);

            JsonNode rejected = phone.next("rejected");
            JsonNode meter = chat.awaitQuiet();
            report("100 bad acks", meter);
            assertThat(meter.get("posts").asInt()).isEqualTo(1);
            assertThat(rejected.get("message").asText()).contains("99 more");
        }
    }

    @Test
    void eachAckInAFrameCountsTowardsTheLimit() {
        try (var phone = chat.connect(RunningChat.person("carol"), "phone")) {
            phone.next("caughtUp");
            chat.resetMeter();

            for (int i = 0; i < 2 * ITEM_BURST / 100; i++) {
                phone.sendRaw(HUNDRED_BAD_ACKS);
            }
            phone.await(
                    "a frame over the limit",
                    PATIENCE,
                    () ->
                            phone.all("rejected").stream()
                                    .anyMatch(r -> r.get("code").asText().equals("rateLimited")));

            assertThat(chat.awaitQuiet().at("/tables/Rates/writeUnits").asDouble()).isPositive();
        }
    }

    @Test
    void aRepeatedAckThatMovesNothingIsPushedOnlyIfItRequestsAReply() {
        var devices = new ArrayList<Device>();
        try (var phone = chat.connect(bob, "phone")) {
            for (int i = 0; i < 3; i++) {
                devices.add(chat.connect(alice, "device-" + i));
                devices.getLast().next("caughtUp");
            }
            devices.getFirst().say(bob, "hi");
            phone.awaitLog(alice, 1).ack(alice, "read", 1);
            chat.resetMeter();

            var acks = List.of(Map.of("peer", alice, "read", 1));
            for (int i = 0; i < REPEATS; i++) {
                phone.send("ack", "acks", acks);
            }
            JsonNode meter = chat.awaitQuiet();
            report(REPEATS + " repeated acks to 3 devices", meter);
            assertThat(meter.get("posts").asInt()).isZero();

            phone.ack(alice, "read", 1);
            assertThat(chat.awaitQuiet().get("posts").asInt()).isEqualTo(devices.size() + 1);
        } finally {
            devices.forEach(Device::close);
        }
    }

    /// The bucket fills so slowly that the result does not depend on the time that the test takes.
    /// Also with a process per frame in flight: `-Dchat.lambda=process`.
    @Test
    void aThousandFramesAtOnceAreRefusedBeyondTheLimit(@TempDir Path folder) {
        try (var limited = RunningChat.start(limited(folder), Optional.empty(), PATIENCE);
                var phone = limited.connect(bob, "phone")) {
            phone.next("caughtUp");
            long started = System.nanoTime();

            for (int sent = 0; answered(phone) < FRAMES; ) {
                sent += sendHistory(phone, FRAMES - answered(phone));
                awaitAnswers(phone, sent);
            }

            long minutes = Duration.ofNanos(System.nanoTime() - started).toMinutes() + 1;
            int served = phone.all("history").size();
            System.err.printf(
                    "%d of %d frames served, %d repeated%n", served, FRAMES, phone.all("").size());
            assertThat(served).isLessThanOrEqualTo(2 * BURST + (int) minutes * PER_MINUTE);
            assertThat(phone.all("rejected"))
                    .allMatch(rejected -> rejected.get("code").asText().equals("rateLimited"));
        }
    }

    private static Path limited(Path folder) {
        var assembly = ChangedAssembly.unchanged();
        var variables = (ObjectNode) assembly.properties("Read").at("/Environment/Variables");
        String frames = "FRAMES=%d,%d".formatted(BURST, 60 * PER_MINUTE);
        String limits = variables.get("LIMITS").asText();
        variables.put("LIMITS", limits.replaceFirst("\\bFRAMES=[0-9,]+", frames));
        return assembly.write(folder);
    }

    private int sendHistory(Device device, int frames) {
        for (int i = 0; i < frames; i++) {
            device.send("history", "peer", alice);
        }
        return frames;
    }

    /// Waits for an answer to each frame. API Gateway itself answers a frame whose function failed,
    /// such as one whose calls timed out on a slow machine; a client sends that frame again.
    private static void awaitAnswers(Device device, int sent) {
        device.await(
                "an answer to each of " + sent + " frames",
                PATIENCE,
                () -> answered(device) + device.all("").size() == sent);
    }

    /// The number of frames that the function answered.
    private static int answered(Device device) {
        return device.all("history").size() + device.all("rejected").size();
    }

    private static void report(String name, JsonNode meter) {
        System.err.println(name + ": " + meter);
    }
}
