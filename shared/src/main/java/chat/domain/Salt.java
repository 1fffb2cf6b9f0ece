package chat.domain;

import java.util.Base64;
import java.util.regex.Pattern;

/// 16 random bytes that are hashed before a body, so that a body cannot be guessed from its hash.
/// Devices receive it with the message, and it is erased with the body. URL-safe base64 without
/// padding.
public record Salt(String base64Url) {
    /// The number of bytes of a salt.
    public static final int BYTES = 16;

    /// 16 bytes are 21 characters of 6 bits and one of 2, the rest of which is zero.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

    /// Creates a salt from its text.
    ///
    /// @throws InvalidValueException if the value is not the base64 of 16 bytes
    public Salt {
        if (!FORM.matcher(base64Url).matches()) {
            throw new InvalidValueException("must be 22 characters of base64url");
        }
    }

    /// Creates a salt from its bytes.
    ///
    /// @param bytes 16 random bytes
    public static Salt of(byte[] bytes) {
        return new Salt(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The 16 bytes.
    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
