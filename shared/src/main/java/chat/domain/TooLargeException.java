package chat.domain;

/// Thrown for a body that is well formed but exceeds its size limit.
public final class TooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param message the size and the limit
    public TooLargeException(String message) {
        super(message);
    }
}
