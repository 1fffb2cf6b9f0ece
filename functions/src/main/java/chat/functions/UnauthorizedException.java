package chat.functions;

/// Rejects a handshake. API Gateway turns a failure with exactly this message into a 401. It has no
/// stack trace, because it is an expected outcome.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda
///   authorizers</a>
final class UnauthorizedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnauthorizedException() {
        super("Unauthorized", null, false, false);
    }
}
