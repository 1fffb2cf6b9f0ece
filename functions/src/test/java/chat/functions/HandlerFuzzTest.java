package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ClientFrame;
import chat.protocol.FrameDecoder;
import chat.protocol.FuzzedFrames;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Fuzzed frames on every route: no invocation fails, every answer is a valid frame without data of
/// other users, and rejected frames change nothing. `-Dchat.fuzz=1000000` sets the number of
/// frames.
final class HandlerFuzzTest {
    private static final int INPUTS = Integer.getInteger("chat.fuzz", 20_000);
    private static final int PER_SCENE = 200;
    private static final int SCENES_WITH_ENDED_TOKEN = 10;
    private static final int SCENES_WITH_LIMITS = 11;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void fuzzedFramesBreakNoInvariant(long seed) {
        var frames = new FuzzedFrames(seed, FuzzedScene.frames());
        var random = new Random(seed);
        for (int number = 1; number <= INPUTS / 2 / PER_SCENE; number++) {
            var scene = new FuzzedScene();
            if (number % SCENES_WITH_ENDED_TOKEN == 0) {
                scene.endToken();
            } else if (number % SCENES_WITH_LIMITS == 0) {
                scene.exhaust();
            }
            for (int i = 0; i < PER_SCENE; i++) {
                String text = frames.next();
                String route = random.nextInt(4) == 0 ? anyRoute(random) : routeOf(text);
                try {
                    scene.send(route, text);
                } catch (RuntimeException | AssertionError found) {
                    throw new AssertionError("seed " + seed + ", " + route + ": " + text, found);
                }
            }
        }
    }

    /// Enough texts must be valid to reach the code behind the decoder.
    @Test
    void aQuarterOfTheTextsAreValidFrames() {
        var frames = new FuzzedFrames(1, FuzzedScene.frames());
        int good = 0;
        for (int i = 0; i < 3_000; i++) {
            if (!(FrameDecoder.decode(frames.next()) instanceof ClientFrame.Invalid)) {
                good++;
            }
        }
        assertThat(good).isGreaterThan(750);
    }

    private static String anyRoute(Random random) {
        var keys = FuzzedScene.routeKeys();
        return keys.get(random.nextInt(keys.size()));
    }

    /// Returns the route that the gateway would choose; correct for texts that are frames.
    private static String routeOf(String text) {
        for (String key : FuzzedScene.routeKeys()) {
            if (text.contains("\"" + key + "\"")) {
                return key;
            }
        }
        return "$default";
    }
}
