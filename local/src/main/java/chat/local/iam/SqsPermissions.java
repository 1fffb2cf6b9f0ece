package chat.local.iam;

import chat.local.template.Arns;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/// The permission that a request to SQS needs.
///
/// @see <a
///   href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions
///   of SQS</a>
public final class SqsPermissions {
    /// Batch operations need the permission of the single operation.
    private static final Map<String, String> BATCHES =
            Map.of(
                    "SendMessageBatch", "SendMessage",
                    "DeleteMessageBatch", "DeleteMessage",
                    "ChangeMessageVisibilityBatch", "ChangeMessageVisibility");

    private SqsPermissions() {}

    /// The permission of a request.
    ///
    /// @param operation such as `SendMessage`
    public static Permission of(String operation, JsonNode body) {
        String action = "sqs:" + BATCHES.getOrDefault(operation, operation);
        String url = body.path("QueueUrl").asText();
        String source = body.path("SourceArn").asText();
        if (!source.isEmpty()) {
            return new Permission(action, source);
        }
        String queue =
                url.isEmpty()
                        ? body.path("QueueName").asText()
                        : url.substring(url.lastIndexOf('/') + 1);
        return new Permission(action, queue.isEmpty() ? "*" : Arns.queue(queue));
    }
}
