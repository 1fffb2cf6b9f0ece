package chat.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 over an unambiguous byte layout: a number has 8 bytes, big-endian; a text is preceded by
/// its length in UTF-8 bytes, in 4 bytes.
final class Hashes {
    private final MessageDigest sha256;

    Hashes() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    Hashes number(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            sha256.update((byte) (value >>> shift));
        }
        return this;
    }

    Hashes text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            sha256.update((byte) (utf8.length >>> shift));
        }
        return bytes(utf8);
    }

    Hashes bytes(byte[] value) {
        sha256.update(value);
        return this;
    }

    Hash hash() {
        return Hash.of(sha256.digest());
    }
}
