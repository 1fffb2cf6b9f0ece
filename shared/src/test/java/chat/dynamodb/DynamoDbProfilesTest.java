package chat.dynamodb;

import chat.port.ContactNumbers;
import chat.port.Profiles;
import chat.port.ProfilesContract;
import chat.port.Users;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbProfilesTest implements ProfilesContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public Profiles profiles() {
        return new DynamoDbProfiles(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.USERS), _ -> {});
    }

    @Override
    public ContactNumbers numbers() {
        return new DynamoDbContactNumbers(
                DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.USERS), _ -> {});
    }

    @Override
    public Users users() {
        return new DynamoDbUsers(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.USERS));
    }
}
