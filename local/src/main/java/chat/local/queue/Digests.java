package chat.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;

/// The digests of SQS, in lower-case hexadecimal. The SDK verifies them.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
///   metadata</a>
public final class Digests {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Digests() {}

    /// The MD5 of a message body.
    public static String md5(String body) {
        return HexFormat.of().formatHex(digest("MD5").digest(body.getBytes(UTF_8)));
    }

    /// The deduplication id of content-based deduplication.
    static String sha256(String body) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(body.getBytes(UTF_8)));
    }

    /// The MD5 of message attributes: name, type and value of each, sorted by name.
    static String md5(ObjectNode attributes) {
        MessageDigest digest = digest("MD5");
        var sorted = new TreeMap<String, JsonNode>();
        attributes.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        sorted.forEach(
                (name, attribute) -> {
                    add(digest, name.getBytes(UTF_8));
                    add(digest, attribute.path("DataType").asText().getBytes(UTF_8));
                    boolean text = attribute.has("StringValue");
                    digest.update(text ? TEXT : BINARY);
                    add(
                            digest,
                            text
                                    ? attribute.path("StringValue").asText().getBytes(UTF_8)
                                    : Base64.getDecoder()
                                            .decode(attribute.path("BinaryValue").asText()));
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM lacks " + algorithm, e);
        }
    }
}
