package chat.dynamodb;

import chat.port.Users;
import chat.port.UsersContract;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbUsersTest implements UsersContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public Users users() {
        return new DynamoDbUsers(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.USERS));
    }
}
