package chat.protocol;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Every text is decoded to a value, and every rejection can be encoded. `-Dchat.fuzz=1000000` sets
/// the number of texts.
class FrameDecoderFuzzTest {
    private static final int INPUTS = Integer.getInteger("chat.fuzz", 50_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyTextIsDecodedToAFrame(long seed) {
        var frames = new FuzzedFrames(seed, List.of());
        for (int i = 0; i < INPUTS / 2; i++) {
            decode(frames.next(), seed);
        }
    }

    private static void decode(String text, long seed) {
        try {
            if (FrameDecoder.decode(text) instanceof ClientFrame.Invalid(var rejection)
                    && !StandardCharsets.UTF_8
                            .newEncoder()
                            .canEncode(FrameEncoder.encode(rejection))) {
                throw new IllegalStateException("no answer can be sent");
            }
        } catch (RuntimeException thrown) {
            throw new AssertionError("seed " + seed + ", input " + text, thrown);
        }
    }
}
