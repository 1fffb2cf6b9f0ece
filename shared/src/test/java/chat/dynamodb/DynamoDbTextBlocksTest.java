package chat.dynamodb;

import chat.port.TextBlocks;
import chat.port.TextBlocksContract;

import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbTextBlocksTest implements TextBlocksContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public TextBlocks blocks() {
        return new DynamoDbTextBlocks(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.TEXT_BLOCKS));
    }
}
