package chat.dynamodb;

import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationListContract;
import chat.port.Receipts;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbConversationListTest implements ConversationListContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public ConversationList list() {
        return new DynamoDbConversationList(
                DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.CONVERSATIONS), _ -> {});
    }

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
