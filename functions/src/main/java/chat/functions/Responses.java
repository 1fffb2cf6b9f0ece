package chat.functions;

import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import java.util.List;
import java.util.Map;

/// The responses of functions to API Gateway.
final class Responses {
    private static final int OK = 200;

    private Responses() {}

    /// A response without a frame for the client.
    static APIGatewayV2WebSocketResponse done() {
        return status(OK, "");
    }

    /// The frame that a two-way route replies with; none if the service posted its answer.
    static APIGatewayV2WebSocketResponse reply(List<ServerFrame> frames) {
        return frames.isEmpty() ? done() : status(OK, FrameEncoder.encode(frames.getFirst()));
    }

    /// Accepts the handshake with one of the subprotocols that the client offered.
    static APIGatewayV2WebSocketResponse accepted(String subprotocol) {
        var response = done();
        response.setHeaders(Map.of("Sec-WebSocket-Protocol", subprotocol));
        return response;
    }

    /// @param body empty for none
    static APIGatewayV2WebSocketResponse status(int status, String body) {
        var response = new APIGatewayV2WebSocketResponse();
        response.setStatusCode(status);
        if (!body.isEmpty()) {
            response.setBody(body);
        }
        return response;
    }
}
