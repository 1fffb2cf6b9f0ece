package chat.local.gateway;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Generates connection, request and message ids in API Gateway's format: 11 bytes in URL-safe
/// base64, which gives 16 characters with one `=` at the end.
final class Ids implements Supplier<String> {
    private static final int ID_BYTES = 11;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{15}=");

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().encodeToString(id);
    }

    /// Whether a text has the form of an id.
    static boolean wellFormed(String text) {
        return FORM.matcher(text).matches();
    }
}
