package chat.domain;

/// A value that breaks its type's rule. The message names the rule and never repeats the value.
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param message the error, for the sender of the value
    public InvalidValueException(String message) {
        super(message);
    }
}
