package chat.local.lambda;

import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.Map;

/// The error responses of Lambda's API. SDKs read the type from the header.
final class LambdaResponse {
    private LambdaResponse() {}

    static HttpResponse error(int status, String type, String message) {
        var body =
                JsonNodeFactory.instance.objectNode().put("Type", "User").put("Message", message);
        return new HttpResponse(
                status,
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
                body.toString());
    }

    static HttpResponse notFound(FunctionName name) {
        return error(404, "ResourceNotFoundException", "Function not found: " + name.arn());
    }
}
