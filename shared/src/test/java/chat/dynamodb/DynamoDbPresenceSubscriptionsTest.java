package chat.dynamodb;

import chat.port.PresenceSubscriptions;
import chat.port.PresenceSubscriptionsContract;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbPresenceSubscriptionsTest implements PresenceSubscriptionsContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public PresenceSubscriptions subscriptions() {
        return new DynamoDbPresenceSubscriptions(
                DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.PRESENCE_SUBSCRIPTIONS));
    }
}
