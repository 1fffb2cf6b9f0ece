package chat.local.gateway;

/// The texts that API Gateway itself sends, spaced as it spaces them.
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

    /// What a message gets that its route's model does not accept; it is spaced unlike the others.
    static String badRequestBody(String connectionId, String messageId) {
        return "{\"message\" : \"Bad request body\", \"connectionId\": \"%s\", \"messageId\": \"%s\"}"
                .formatted(connectionId, messageId);
    }
}
