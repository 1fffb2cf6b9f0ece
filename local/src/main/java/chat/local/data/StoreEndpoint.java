package chat.local.data;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;
import chat.local.iam.Credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.function.Function;

/// DynamoDB, DynamoDB Streams and SQS, which share the path `/` and the protocol AWS JSON 1.0.
/// Requests must be signed, but the signature is not verified.
///
/// @param stores handles parsed requests
record StoreEndpoint(Function<StoreCall, HttpResponse> stores) implements Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        String[] target = request.header("X-Amz-Target").orElse("").split("\\.", 2);
        return target.length < 2
                ? Optional.empty()
                : Store.of(target[0]).map(store -> answer(request, store, target[1]));
    }

    private HttpResponse answer(HttpRequest request, Store store, String operation) {
        var signer = Credentials.accessKeyId(request);
        if (signer.isEmpty()) {
            return new Refusal(
                            400,
                            "MissingAuthenticationTokenException",
                            "Request is missing Authentication Token")
                    .response();
        }
        String host = request.header("Host").orElse("localhost");
        return body(request.body())
                .map(body -> new StoreCall(store, operation, signer.get(), host, body))
                .map(stores)
                .orElseGet(
                        new Refusal(400, "SerializationException", "the body is not a JSON object")
                                ::response);
    }

    private static Optional<ObjectNode> body(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode body
                    ? Optional.of(body)
                    : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
