package chat.dynamodb;

import chat.service.ConversationIndex;
import chat.service.ConversationIndexContract;
import chat.service.Receipts;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbConversationIndexTest implements ConversationIndexContract {
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
