package chat.dynamodb;

import chat.service.ConversationIndex;
import chat.service.ConversationList;
import chat.service.ConversationListContract;
import chat.service.Receipts;

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
