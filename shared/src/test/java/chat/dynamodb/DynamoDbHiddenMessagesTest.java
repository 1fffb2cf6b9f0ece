package chat.dynamodb;

import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.HiddenMessages;
import chat.port.HiddenMessagesContract;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbHiddenMessagesTest implements HiddenMessagesContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public HiddenMessages hidden() {
        return new DynamoDbHiddenMessages(
                DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.HIDDEN), conversations());
    }

    @Override
    public ConversationIndex index() {
        return new DynamoDbConversationIndex(DYNAMO_DB.client(), conversations());
    }

    @Override
    public ConversationList list() {
        return new DynamoDbConversationList(DYNAMO_DB.client(), conversations(), _ -> {});
    }

    private static String conversations() {
        return DYNAMO_DB.table(ChatTable.CONVERSATIONS);
    }
}
