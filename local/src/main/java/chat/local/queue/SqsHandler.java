package chat.local.queue;

import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.UUID;

/// SQS over AWS JSON 1.0, as the AWS SDKs speak it since 2023.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html">Making
///   query API requests using AWS JSON protocol</a>
public final class SqsHandler {
    private static final String JSON = "application/x-amz-json-1.0";

    private final SqsActions actions;

    /// Serves these queues.
    public SqsHandler(Queues queues) {
        this.actions = new SqsActions(queues, new MoveTasks(queues, queues.clock()));
    }

    /// Answers a request.
    ///
    /// @param action such as `SendMessage`
    /// @param host where the request was sent, host and port: queue URLs begin with it
    public HttpResponse answer(String action, JsonNode body, String host) {
        String id = UUID.randomUUID().toString();
        try {
            ObjectNode answer = actions.run(action, new SqsRequest(body, "http://" + host));
            var headers = Map.of("Content-Type", JSON, "x-amzn-RequestId", id);
            return new HttpResponse(200, headers, answer.toString());
        } catch (SqsException refused) {
            var headers =
                    Map.of(
                            "Content-Type", JSON,
                            "x-amzn-RequestId", id,
                            "x-amzn-query-error", refused.queryCode() + ";Sender");
            ObjectNode error = JsonNodeFactory.instance.objectNode();
            error.put("__type", "com.amazonaws.sqs#" + refused.code());
            error.put("message", refused.getMessage());
            return new HttpResponse(400, headers, error.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return HttpResponse.NONE;
        }
    }
}
