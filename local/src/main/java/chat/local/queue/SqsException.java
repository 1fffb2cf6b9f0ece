package chat.local.queue;

import java.io.Serial;

/// An error response of SQS.
public final class SqsException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code the error code of the API, such as `QueueDoesNotExist`
    public SqsException(String code, String message) {
        super(message);
        this.code = code;
    }

    /// The error code of the API.
    public String code() {
        return code;
    }
}
