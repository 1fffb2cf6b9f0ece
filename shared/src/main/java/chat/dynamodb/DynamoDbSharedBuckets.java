package chat.dynamodb;

import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.port.SharedBuckets;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The buckets in the Rates table.
public final class DynamoDbSharedBuckets implements SharedBuckets {
    /// How long a full bucket is kept. It is longer than the clocks of functions may differ.
    private static final Duration KEPT = Duration.ofHours(1);

    private static final String IS_AS_EXPECTED =
            "fullAt = :seen OR (:seen <= :now AND (attribute_not_exists(fullAt) OR fullAt <="
                    + " :now))";

    private final DynamoDbClient dynamoDb;
    private final String table;

    /// @param table the Rates table's physical name
    public DynamoDbSharedBuckets(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Instant> move(String key, Instant seen, Instant next, Instant now) {
        try {
            dynamoDb.updateItem(
                    update ->
                            update.tableName(table)
                                    .key(Map.of(Keys.BUCKET, text(key)))
                                    .updateExpression(
                                            "SET fullAt = :next, "
                                                    + Keys.EXPIRES_AT_SECONDS
                                                    + " = :end")
                                    .conditionExpression(IS_AS_EXPECTED)
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":seen", millis(seen),
                                                    ":next", millis(next),
                                                    ":now", millis(now),
                                                    ":end",
                                                            number(
                                                                    next.plus(KEPT)
                                                                            .getEpochSecond())))
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException conditionFailed) {
            return Optional.of(
                    conditionFailed.hasItem()
                            ? millis(conditionFailed.item(), "fullAt")
                            : Instant.EPOCH);
        }
    }
}
