package chat.protocol;

import com.fasterxml.jackson.jr.ob.JSON;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Whatever a client sends becomes a value, and each refusal can be written as a frame.
class FrameDecoderFuzzTest {
    private static final int INPUTS = 12_500;

    private static final List<String> FRAMES =
            List.of(
                    """
                    {"action":"sendMessage","requestId":"r1","to":"bob","clientMessageId":\
                    "0198c0de-0000-7000-8000-000000000001","after":7,\
                    "body":{"type":"text","text":"hi \ud83d\ude00"}}\
                    """,
                    "{\"action\":\"ack\",\"acks\":[{\"peer\":\"a\",\"delivered\":7,\"read\":5}]}",
                    "{\"action\":\"sync\",\"requestId\":\"r2\",\"cursors\":{\"alice\":7}}",
                    "{\"action\":\"history\",\"peer\":\"alice\",\"before\":120,\"limit\":50}",
                    "{\"action\":\"conversations\",\"limit\":50,\"cursor\":\"MToy\"}",
                    "{\"action\":\"ping\"}");

    private static final List<String> NAMES =
            List.of(
                    "action",
                    "requestId",
                    "to",
                    "clientMessageId",
                    "after",
                    "seq",
                    "body",
                    "type",
                    "text",
                    "acks",
                    "peer",
                    "delivered",
                    "read",
                    "cursors",
                    "before",
                    "limit",
                    "cursor",
                    "");

    private static final List<Object> VALUES =
            List.of(
                    "sendMessage",
                    "ack",
                    "sync",
                    "history",
                    "conversations",
                    "text",
                    "bob",
                    "",
                    "0198c0de-0000-7000-8000-000000000001",
                    "\u0000\ud800",
                    0,
                    1,
                    -1,
                    1.5,
                    1e300,
                    Long.MAX_VALUE,
                    true);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(30)
    void anyTextBecomesAFrame(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = pick(FRAMES, random).getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(6); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int end = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            decode(new String(bytes, 0, end, StandardCharsets.UTF_8), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    @Timeout(30)
    void anyJsonBecomesAFrame(long seed) throws IOException {
        var random = new Random(seed);
        for (int i = 0; i < INPUTS; i++) {
            decode(JSON.std.asString(object(random, 4)), seed);
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

    private static Map<String, Object> object(Random random, int depth) {
        var fields = new LinkedHashMap<String, Object>();
        for (int count = random.nextInt(7); count > 0; count--) {
            fields.put(pick(NAMES, random), value(random, depth));
        }
        if (depth == 4 && random.nextInt(4) > 0) {
            fields.put("action", VALUES.get(random.nextInt(5)));
        }
        return fields;
    }

    private static Object value(Random random, int depth) {
        int kind = depth == 0 ? 2 : random.nextInt(5);
        if (kind == 0) {
            return object(random, depth - 1);
        }
        if (kind == 1) {
            var list = new ArrayList<>();
            for (int count = random.nextInt(4); count > 0; count--) {
                list.add(value(random, depth - 1));
            }
            return list;
        }
        return pick(VALUES, random);
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
