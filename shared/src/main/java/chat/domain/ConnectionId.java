package chat.domain;

/// The id of a socket: API Gateway's `connectionId`. It is never reused for another socket.
public record ConnectionId(String value) {
    /// @throws InvalidValueException if the value is empty
    public ConnectionId {
        if (value.isEmpty()) {
            throw new InvalidValueException("must not be empty");
        }
    }
}
