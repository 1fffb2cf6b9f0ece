package chat.local.data;

import com.fasterxml.jackson.databind.JsonNode;

/// A function's request to the stores.
///
/// @param accessKeyId which signed it
/// @param service `dynamodb` or `sqs`
/// @param operation such as `PutItem`
record StoreCall(
        String function, String accessKeyId, String service, String operation, JsonNode body) {
    /// The call as IAM names actions, but for batches and transactions, which IAM takes apart.
    String action() {
        return service + ":" + operation;
    }

    boolean isToQueue() {
        return service.equals("sqs");
    }
}
