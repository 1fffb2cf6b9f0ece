package chat.local.gateway;

/// Messages that API Gateway itself sends, with its whitespace.
enum ErrorFrame {
    FORBIDDEN("Forbidden"),
    INTERNAL_SERVER_ERROR("Internal server error"),
    TIMED_OUT("Endpoint request timed out"),
    TOO_MANY_REQUESTS("Too Many Requests"),
    UNAUTHORIZED("Unauthorized");

    private final String message;

    ErrorFrame(String message) {
        this.message = message;
    }

    String text(String connectionId, String requestId) {
        return "{\"message\": \"%s\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
                .formatted(message, connectionId, requestId);
    }

    /// The frame for a message that its route's model rejects; API Gateway formats it differently.
    static String badRequestBody(String connectionId, String messageId) {
        return "{\"message\" : \"Bad request body\", \"connectionId\": \"%s\", \"messageId\": \"%s\"}"
                .formatted(connectionId, messageId);
    }
}
