package chat.dynamodb;

import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.ConversationId;
import chat.domain.TextBlock;
import chat.port.TextBlocks;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

import java.util.Map;
import java.util.Optional;

/// The blocks of texts in the TextBlocks table.
public final class DynamoDbTextBlocks implements TextBlocks {
    private static final String VERSION_NAME = "#version";

    private final DynamoDbClient dynamoDb;
    private final String table;

    /// @param table the TextBlocks table's physical name
    public DynamoDbTextBlocks(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<TextBlock> find(ConversationId conversation, long number) {
        var response =
                dynamoDb.getItem(
                        get ->
                                get.tableName(table)
                                        .key(TextBlockItem.key(conversation, number))
                                        .consistentRead(true));
        return response.hasItem()
                ? Optional.of(TextBlockItem.read(response.item()))
                : Optional.empty();
    }

    @Override
    public boolean put(ConversationId conversation, TextBlock block) {
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(TextBlockItem.write(conversation, block))
                        .expressionAttributeNames(Map.of(VERSION_NAME, TextBlockItem.VERSION));
        boolean isFirst = block.version() == 1;
        if (isFirst) {
            put.conditionExpression("attribute_not_exists(" + VERSION_NAME + ")");
        } else {
            put.conditionExpression(VERSION_NAME + " = :before")
                    .expressionAttributeValues(Map.of(":before", number(block.version() - 1)));
        }
        try {
            dynamoDb.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException replacedMeanwhile) {
            return false;
        }
    }

    @Override
    public Part newest(ConversationId conversation, long first, long last) {
        QueryResponse read =
                dynamoDb.query(
                        query ->
                                query.tableName(table)
                                        .keyConditionExpression(
                                                Keys.CONVERSATION_ID
                                                        + " = :conversation AND #block BETWEEN"
                                                        + " :first AND :last")
                                        .expressionAttributeNames(Map.of("#block", Keys.BLOCK))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":conversation",
                                                        text(conversation.value()),
                                                        ":first",
                                                        number(first),
                                                        ":last",
                                                        number(last)))
                                        .scanIndexForward(false)
                                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        var blocks = read.items().stream().map(TextBlockItem::read).toList();
        return new Part(
                blocks,
                read.hasLastEvaluatedKey() ? blocks.getLast().number() : first,
                read.consumedCapacity().capacityUnits());
    }
}
