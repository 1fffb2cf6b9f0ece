package chat.local.data;

import java.util.Arrays;
import java.util.Optional;

/// A storage service, identified by the beginning of `X-Amz-Target`.
enum Store {
    DYNAMO_DB("DynamoDB_20120810", "dynamodb"),
    DYNAMO_DB_STREAMS("DynamoDBStreams_20120810", "dynamodb"),
    SQS("AmazonSQS", "sqs");

    private final String target;
    private final String service;

    Store(String target, String service) {
        this.target = target;
        this.service = service;
    }

    static Optional<Store> of(String target) {
        return Arrays.stream(values()).filter(store -> store.target.equals(target)).findFirst();
    }

    /// The prefix of the service's actions in IAM.
    String service() {
        return service;
    }
}
