package chat.dynamodb;

import chat.port.Connections;
import chat.port.ConnectionsContract;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbConnectionsTest implements ConnectionsContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public Connections connections() {
        return new DynamoDbConnections(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.CONNECTIONS));
    }
}
