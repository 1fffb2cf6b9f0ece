package chat.local.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// An error of DynamoDB or SQS, as the SDK understands it.
///
/// @param type such as `AccessDeniedException`
record Refusal(int status, String type, String message) {
    /// Answers a request with it.
    void send(Response response, Callback callback) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("__type", "com.amazon.coral.service#" + type);
        body.put("message", message);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(json), callback);
    }
}
