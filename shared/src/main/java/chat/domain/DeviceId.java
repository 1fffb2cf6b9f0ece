package chat.domain;

import java.util.regex.Pattern;

/// The id of a device: 1 to 64 of `[A-Za-z0-9_-]`. The client makes it and keeps it with its store.
/// It is unique among the devices of one user.
public record DeviceId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// @throws InvalidValueException if the value has another form
    public DeviceId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("must be 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
    }
}
