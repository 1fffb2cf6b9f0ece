package chat.simulation;

import chat.simulation.ConversationReplica.ReceivedEntry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/// The digest chain as a client computes it from `docs/protocol.md`, without any code of the
/// server.
final class DigestChain {
    static final byte[] START = new byte[32];

    private static final byte[] TYPE = text("text");

    private final MessageDigest sha256;

    DigestChain() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// The digest of an entry.
    ///
    /// @param before the digest of the previous entry
    byte[] next(byte[] before, long seq, ReceivedEntry entry) {
        sha256.update(Base64.getUrlDecoder().decode(entry.salt()));
        sha256.update(TYPE);
        byte[] bodyHash = sha256.digest(text(entry.text()));
        var id = UUID.fromString(entry.id());
        sha256.update(before);
        sha256.update(numbers(seq));
        sha256.update(text(entry.kind()));
        sha256.update(text(entry.from()));
        sha256.update(
                numbers(
                        id.getMostSignificantBits(),
                        id.getLeastSignificantBits(),
                        entry.sentAt(),
                        entry.target()));
        return sha256.digest(bodyHash);
    }

    static String encoded(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    static byte[] decoded(String digest) {
        return Base64.getUrlDecoder().decode(digest);
    }

    private static byte[] text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + utf8.length)
                .putInt(utf8.length)
                .put(utf8)
                .array();
    }

    private static byte[] numbers(long... values) {
        var bytes = ByteBuffer.allocate(Long.BYTES * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }
}
