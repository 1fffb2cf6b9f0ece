package chat.domain;

import java.util.Base64;

/// A SHA-256 value as 43 characters of URL-safe base64 without padding (RFC 4648, section 5).
public record Hash(String base64Url) {
    /// 32 bytes are 42 characters of 6 bits and one of 4, the rest of which is zero.
    private static final int LENGTH = 43;

    private static final String ENDS = "AEIMQUYcgkosw048";

    /// The digest before the first entry of a log: 32 zero bytes.
    public static final Hash ZERO = of(new byte[32]);

    /// Creates a hash from its text.
    ///
    /// @throws InvalidValueException if the value is not the base64 of 32 bytes
    public Hash {
        if (!isHash(base64Url)) {
            throw new InvalidValueException("must be 43 characters of base64url");
        }
    }

    /// Without a regular expression, which would take as long as the hash itself.
    private static boolean isHash(String text) {
        if (text.length() != LENGTH || ENDS.indexOf(text.charAt(LENGTH - 1)) < 0) {
            return false;
        }
        for (int i = 0; i < LENGTH - 1; i++) {
            if (!isBase64Url(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_';
    }

    /// Creates a hash from its bytes.
    ///
    /// @param bytes 32 bytes
    public static Hash of(byte[] bytes) {
        return new Hash(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
