package chat.local.gateway;

/// The texts that API Gateway itself sends, spaced as it spaces them.
enum ErrorFrame {
    FORBIDDEN("Forbidden"),
    INTERNAL_SERVER_ERROR("Internal server error"),
    TIMED_OUT("Endpoint request timed out"),
    UNAUTHORIZED("Unauthorized");

    private final String message;

    ErrorFrame(String message) {
        this.message = message;
    }

    String text(String connectionId, String requestId) {
        return "{\"message\": \"%s\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
                .formatted(message, connectionId, requestId);
    }
}
