package chat.dynamodb;

import chat.port.ConversationIndex;
import chat.port.ConversationIndexContract;
import chat.port.OperationIndexContract;
import chat.port.Receipts;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbConversationIndexTest
        implements ConversationIndexContract, OperationIndexContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public ConversationIndex index() {
        return new DynamoDbConversationIndex(
                DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.CONVERSATIONS));
    }

    @Override
    public Receipts receipts() {
        return new DynamoDbReceipts(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.CONVERSATIONS));
    }
}
