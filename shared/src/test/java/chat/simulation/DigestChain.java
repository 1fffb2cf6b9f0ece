package chat.simulation;

import chat.simulation.ReceivedEntry.Content;

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
        byte[] bodyHash = decoded(bodyHash(entry.content()));
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

    /// The hash of a body.
    String bodyHash(Content content) {
        return switch (content) {
            case Content.Erased(String hash) -> hash;
            case Content.Written(String type, String text, int forwarded, String salt) -> {
                sha256.update(decoded(salt));
                sha256.update(text(type));
                if (!type.equals(ReceivedEntry.REMOVE)) {
                    sha256.update(text(text));
                }
                yield encoded(forwarded > 0 ? sha256.digest(numbers(forwarded)) : sha256.digest());
            }
        };
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
