package chat.functions;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// The identity that the authorizer establishes. API Gateway repeats it with every later event of
/// the connection. All values are texts, since some of its templates convert every value to text.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda
///   authorizers</a>
enum AuthorizerContext {
    /// The token's subject.
    USER("userId"),
    /// The connect URL's device id, if it is well formed.
    DEVICE("deviceId"),
    /// The token's name, if it has one.
    NAME("name"),
    /// The token's contact number, if it is verified.
    CONTACT_NUMBER("contactNumber"),
    /// When the token ends, in epoch milliseconds.
    TOKEN_EXPIRES_AT("tokenExpiresAt");

    private final String key;

    AuthorizerContext(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    Optional<String> in(@Nullable Map<String, Object> context) {
        return Optional.ofNullable(context).map(c -> c.get(key)).map(Object::toString);
    }

    /// @throws IllegalStateException if it is not in the context
    String of(@Nullable Map<String, Object> context) {
        return in(context)
                .orElseThrow(
                        () -> new IllegalStateException("the authorizer's context has no " + key));
    }
}
