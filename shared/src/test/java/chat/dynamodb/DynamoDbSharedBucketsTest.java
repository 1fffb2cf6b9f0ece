package chat.dynamodb;

import chat.port.SharedBuckets;
import chat.port.SharedBucketsContract;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbSharedBucketsTest implements SharedBucketsContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public SharedBuckets buckets() {
        return new DynamoDbSharedBuckets(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.RATES));
    }
}
