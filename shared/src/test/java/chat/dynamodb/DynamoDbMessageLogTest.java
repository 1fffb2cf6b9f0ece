package chat.dynamodb;

import chat.port.MessageLog;
import chat.port.MessageLogContract;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbMessageLogTest implements MessageLogContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public MessageLog log() {
        return new DynamoDbMessageLog(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.MESSAGES));
    }
}
