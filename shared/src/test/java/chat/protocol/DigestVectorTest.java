package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ProtocolDocument.Block;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Tests the digest chain of `docs/protocol.md`, computed from the document alone, as a client
/// would, without the server's own hashing classes.
class DigestVectorTest {
    private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();

    /// The hashes of one entry, and their inputs in hex.
    private record Vector(String bodyHash, String digest, String bodyBytes, String digestBytes) {}

    private final List<Map<String, Object>> log = log();
    private final List<Vector> vectors = vectors(log);

    @Test
    void theTableHasTheHashesOfTheLog() {
        var rows = DOCUMENT.rows("Test vectors");

        assertThat(rows).hasSameSizeAs(vectors);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i))
                    .containsExactly(
                            String.valueOf(i + 1),
                            "`" + vectors.get(i).bodyHash() + "`",
                            "`" + vectors.get(i).digest() + "`");
        }
    }

    @Test
    void theDocumentedBytesAreThoseOfAMessageAndOfOtherKinds() {
        var bytes =
                DOCUMENT.blocks().stream()
                        .filter(block -> block.language().equals("hex"))
                        .map(block -> block.text().replaceAll("\\s", ""))
                        .toList();

        assertThat(bytes)
                .containsExactly(
                        vectors.get(1).bodyBytes(),
                        vectors.get(1).digestBytes(),
                        vectors.get(4).digestBytes(),
                        vectors.get(5).bodyBytes(),
                        vectors.get(6).bodyBytes(),
                        vectors.get(7).bodyBytes(),
                        vectors.get(8).bodyBytes());
    }

    @Test
    void allExamplesShowTheSameLog() {
        for (Block block : DOCUMENT.examples().filter(b -> b.text().contains("digest")).toList()) {
            Map<String, Object> frame = block.fields();
            List<Map<String, Object>> messages =
                    frame.containsKey("messages") ? objects(frame.get("messages")) : List.of(frame);

            for (Map<String, Object> message : messages) {
                var original = log.get(index(message));
                message.forEach(
                        (name, value) -> {
                            if (original.containsKey(name)) {
                                assertThat(value).as(name).isEqualTo(original.get(name));
                            }
                        });
                assertThat(message.getOrDefault("bodyHash", vectors.get(index(message)).bodyHash))
                        .isEqualTo(vectors.get(index(message)).bodyHash());
            }
            assertThat(frame)
                    .containsEntry("digest", vectors.get(index(messages.getLast())).digest());
        }
    }

    private static int index(Map<String, Object> message) {
        return ((Number) required(message, "seq")).intValue() - 1;
    }

    /// Returns the entries of the `messages` examples; of an entry in several, the first.
    private static List<Map<String, Object>> log() {
        var entries = new TreeMap<Integer, Map<String, Object>>();
        DOCUMENT.examples()
                .filter(block -> block.section().equals("messages"))
                .flatMap(block -> objects(required(block.fields(), "messages")).stream())
                .forEach(message -> entries.putIfAbsent(index(message), message));
        return List.copyOf(entries.values());
    }

    private static List<Vector> vectors(List<Map<String, Object>> log) {
        var vectors = new ArrayList<Vector>();
        byte[] before = new byte[32];
        for (Map<String, Object> message : log) {
            Map<String, Object> body = object(required(message, "body"));
            boolean isErased = "erased".equals(body.get("type"));
            byte[] bodyBytes = isErased ? new byte[0] : bodyBytes(message, body);
            byte[] bodyHash =
                    isErased
                            ? Base64.getUrlDecoder().decode((String) required(body, "hash"))
                            : sha256(bodyBytes);
            byte[] digestBytes = digestBytes(before, message, bodyHash);
            before = sha256(digestBytes);
            vectors.add(
                    new Vector(
                            base64Url(bodyHash),
                            base64Url(before),
                            HexFormat.of().formatHex(bodyBytes),
                            HexFormat.of().formatHex(digestBytes)));
        }
        return vectors;
    }

    private static byte[] bodyBytes(Map<String, Object> message, Map<String, Object> body) {
        return bytes(
                out -> {
                    out.write(Base64.getUrlDecoder().decode((String) required(message, "salt")));
                    text(out, (String) required(body, "type"));
                    for (String name : List.of("text", "emoji")) {
                        if (body.containsKey(name)) {
                            text(out, (String) required(body, name));
                        }
                    }
                    if (body.containsKey("forwarded")) {
                        out.writeLong(((Number) required(body, "forwarded")).longValue());
                    }
                });
    }

    private static byte[] digestBytes(byte[] before, Map<String, Object> message, byte[] bodyHash) {
        UUID id = UUID.fromString((String) required(message, "clientMessageId"));
        return bytes(
                out -> {
                    out.write(before);
                    out.writeLong(((Number) required(message, "seq")).longValue());
                    text(out, (String) message.getOrDefault("kind", "message"));
                    text(out, (String) required(message, "from"));
                    out.writeLong(id.getMostSignificantBits());
                    out.writeLong(id.getLeastSignificantBits());
                    out.writeLong(((Number) required(message, "sentAt")).longValue());
                    out.writeLong(((Number) message.getOrDefault("target", 0)).longValue());
                    out.write(bodyHash);
                });
    }

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException impossibleInMemory) {
            throw new AssertionError(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Object required(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new AssertionError(name + " is missing in " + fields);
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<Map<String, Object>> objects(Object value) {
        return ((List<?>) value).stream().map(DigestVectorTest::object).toList();
    }
}
