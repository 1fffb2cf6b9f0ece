package chat.functions;

import chat.domain.ConnectionId;
import chat.port.Gateway;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;

import java.util.List;

/// Posts the replies of one-way routes to the requesting connection.
final class Replies {
    private final Gateway gateway;

    Replies(Gateway gateway) {
        this.gateway = gateway;
    }

    /// Posts the frames in order.
    ///
    /// @throws IllegalStateException if a post may have failed; API Gateway then sends its error
    ///   frame, and the client retries
    void post(APIGatewayV2WebSocketEvent event, List<ServerFrame> frames) {
        var connection = new ConnectionId(event.getRequestContext().getConnectionId());
        for (ServerFrame frame : frames) {
            switch (gateway.post(connection, FrameEncoder.encode(frame))) {
                case OK -> {}
                case GONE -> {
                    return; // the connection is closed
                }
                case UNKNOWN -> throw new IllegalStateException("a reply could not be posted");
            }
        }
    }
}
