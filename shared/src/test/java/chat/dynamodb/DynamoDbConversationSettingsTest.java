package chat.dynamodb;

import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.ConversationSettingsContract;
import chat.port.Receipts;
import chat.port.Relations;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbConversationSettingsTest implements ConversationSettingsContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public ConversationSettings settings() {
        return new DynamoDbConversationSettings(DYNAMO_DB.client(), table());
    }

    @Override
    public ConversationIndex index() {
        return new DynamoDbConversationIndex(DYNAMO_DB.client(), table());
    }

    @Override
    public ConversationList list() {
        return new DynamoDbConversationList(DYNAMO_DB.client(), table(), _ -> {});
    }

    @Override
    public Receipts receipts() {
        return new DynamoDbReceipts(DYNAMO_DB.client(), table());
    }

    @Override
    public Relations relations() {
        return new DynamoDbRelations(DYNAMO_DB.client(), table(), _ -> {});
    }

    private static String table() {
        return DYNAMO_DB.table(ChatTable.CONVERSATIONS);
    }
}
