package chat.domain;

/// One open socket: API Gateway's `connectionId`. Never used again for another socket.
public record ConnectionId(String value) {
    /// @throws InvalidValueException if the value is empty
    public ConnectionId {
        if (value.isEmpty()) {
            throw new InvalidValueException("must not be empty");
        }
    }
}
