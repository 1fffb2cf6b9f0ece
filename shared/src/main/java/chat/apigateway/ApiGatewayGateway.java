package chat.apigateway;

import chat.domain.ConnectionId;
import chat.port.Gateway;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/// The sockets of an API Gateway WebSocket API, reached through `@connections`. The client passed
/// in sets the timeout and must not retry.
///
/// @see <a
///   href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">@connections</a>
public final class ApiGatewayGateway implements Gateway {
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final ApiGatewayManagementApiClient api;

    public ApiGatewayGateway(ApiGatewayManagementApiClient api) {
        this.api = api;
    }

    @Override
    public Answer post(ConnectionId connection, String frame) {
        return answer(
                () ->
                        api.postToConnection(
                                post ->
                                        post.connectionId(connection.value())
                                                .data(SdkBytes.fromUtf8String(frame))));
    }

    @Override
    public Answer probe(ConnectionId connection) {
        return answer(() -> api.getConnection(get -> get.connectionId(connection.value())));
    }

    @Override
    public Answer close(ConnectionId connection) {
        return answer(
                () -> api.deleteConnection(delete -> delete.connectionId(connection.value())));
    }

    /// Uses the status, not the exception's class: a 410 without the error header is not a
    /// `GoneException`.
    private static Answer answer(Runnable call) {
        try {
            call.run();
            return Answer.OK;
        } catch (SdkServiceException refused) {
            if (refused.statusCode() == GONE) {
                return Answer.GONE;
            }
            if (refused.statusCode() == TOO_MANY_REQUESTS || refused.statusCode() >= SERVER_ERROR) {
                return Answer.UNKNOWN;
            }
            throw refused;
        } catch (SdkClientException notAnswered) {
            return Answer.UNKNOWN;
        }
    }
}
