package chat.local.data;

import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.Map;
import java.util.UUID;

/// An error of DynamoDB or SQS in the format of the SDK.
///
/// @param type such as `AccessDeniedException`
record Refusal(int status, String type, String message) {
    private static final String JSON = "application/x-amz-json-1.0";

    /// The response to a rejected request.
    HttpResponse response() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("__type", "com.amazon.coral.service#" + type);
        body.put("message", message);
        return response(status, body.toString());
    }

    /// A response in the protocol of both services, AWS JSON 1.0.
    static HttpResponse response(int status, String body) {
        return new HttpResponse(
                status,
                Map.of("Content-Type", JSON, "x-amzn-RequestId", UUID.randomUUID().toString()),
                body);
    }
}
