package chat.domain;

import java.util.Base64;

/// A SHA-256 value as 43 characters of URL-safe base64 without padding (RFC 4648, section 5).
public record Hash(String base64Url) {
    /// What stands before the first entry of a log: 32 bytes of zero.
    public static final Hash ZERO = of(new byte[32]);

    /// @throws InvalidValueException if the value is not the base64 of 32 bytes
    public Hash {
        if (base64Url.length() != 43) {
            throw new InvalidValueException("must be 43 characters of base64url");
        }
    }

    /// @param bytes 32 bytes
    public static Hash of(byte[] bytes) {
        return new Hash(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
