package chat.dynamodb;

import chat.port.ConversationIndex;
import chat.port.Receipts;
import chat.port.ReceiptsContract;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbReceiptsTest implements ReceiptsContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public Receipts receipts() {
        return new DynamoDbReceipts(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.CONVERSATIONS));
    }

    @Override
    public ConversationIndex index() {
        return new DynamoDbConversationIndex(
                DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.CONVERSATIONS));
    }
}
