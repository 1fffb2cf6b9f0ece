package chat.domain;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id that a client gives a message before it first sends it, and repeats with every retry: a
/// UUID in lower case (RFC 9562). It is unique among the messages of one sender in one
/// conversation.
public record ClientMessageId(String value) {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /// @throws InvalidValueException if the value is not a UUID
    public ClientMessageId {
        value = value.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("must be a UUID");
        }
    }

    /// The id as a UUID.
    public UUID uuid() {
        return UUID.fromString(value);
    }
}
