package chat.domain;

import java.util.Base64;

/// 16 random bytes hashed before a body, so that nobody who sees the hash can try out bodies. Given
/// to devices with the message, erased with its body. URL-safe base64 without padding.
public record Salt(String base64Url) {
    /// How many bytes a salt has.
    public static final int BYTES = 16;

    /// @throws InvalidValueException if the value is not the base64 of 16 bytes
    public Salt {
        if (base64Url.length() != 22) {
            throw new InvalidValueException("must be 22 characters of base64url");
        }
    }

    /// @param bytes 16 random bytes
    public static Salt of(byte[] bytes) {
        return new Salt(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The 16 bytes.
    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
