/// The adapter to API Gateway's management API.
@NullMarked
package chat.apigateway;

import org.jspecify.annotations.NullMarked;
