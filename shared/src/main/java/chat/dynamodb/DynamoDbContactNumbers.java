package chat.dynamodb;

import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.optional;
import static chat.dynamodb.Attributes.text;

import chat.domain.ContactNumber;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Backoff;
import chat.port.ContactNumbers;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The contact numbers in the Users table, found through its sparse index. The index may lag and
/// does not prevent two users from having one number. Therefore the users it returns are read again
/// from the table, and the one who verified the number last is the holder.
public final class DynamoDbContactNumbers implements ContactNumbers {
    private static final String INDEX = ChatTable.USERS.schema().globalIndexes().getFirst().name();

    /// The maximum number of users that are compared for one number.
    private static final int CANDIDATES_MAX = 10;

    private static final Comparator<Map<String, AttributeValue>> BY_VERIFICATION_TIME =
            Comparator.<Map<String, AttributeValue>, Instant>comparing(
                            item -> millis(item, UserItem.CONTACT_NUMBER_AT))
                    .thenComparing(item -> text(item, Keys.USER_ID));

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Batches batches;

    /// @param table the Users table's physical name
    /// @param backoff the pause before retrying keys that DynamoDB left unprocessed when throttling
    public DynamoDbContactNumbers(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batches = new Batches(dynamoDb, backoff);
    }

    @Override
    public Optional<User> holder(ContactNumber number) {
        var keys = candidates(number).stream().map(UserItem::key).toList();
        return batches.read(table, keys).stream()
                .filter(
                        item ->
                                optional(item, Keys.CONTACT_NUMBER)
                                        .filter(held -> held.s().equals(number.value()))
                                        .isPresent())
                .max(BY_VERIFICATION_TIME)
                .map(UserItem::read);
    }

    @Override
    public void claim(UserId user, ContactNumber number, Instant at) {
        boolean taken =
                update(
                        UpdateItemRequest.builder()
                                .key(UserItem.key(user))
                                .updateExpression(
                                        "SET "
                                                + Keys.CONTACT_NUMBER
                                                + " = :number, contactNumberAt = :at,"
                                                + " claimedNumber = :number, unsettledSince = :at")
                                .conditionExpression(
                                        Keys.EXISTS
                                                + " AND"
                                                + " (attribute_not_exists(contactNumberAt) OR"
                                                + " contactNumberAt <= :at)")
                                .expressionAttributeValues(values(number, at)));
        if (taken) {
            settle(user, number, at);
        }
    }

    @Override
    public void settle(UserId user, ContactNumber number, Instant at) {
        for (UserId former : candidates(number)) {
            if (!former.equals(user)) {
                update(
                        UpdateItemRequest.builder()
                                .key(UserItem.key(former))
                                .updateExpression(
                                        "REMOVE " + Keys.CONTACT_NUMBER + ", contactNumberAt")
                                .conditionExpression(
                                        Keys.CONTACT_NUMBER
                                                + " = :number AND contactNumberAt < :at")
                                .expressionAttributeValues(values(number, at)));
            }
        }
        update(
                UpdateItemRequest.builder()
                        .key(UserItem.key(user))
                        .updateExpression("REMOVE unsettledSince")
                        .conditionExpression("claimedNumber = :number AND unsettledSince = :at")
                        .expressionAttributeValues(values(number, at)));
    }

    private static Map<String, AttributeValue> values(ContactNumber number, Instant at) {
        return Map.of(":number", text(number.value()), ":at", millis(at));
    }

    private List<UserId> candidates(ContactNumber number) {
        var query =
                QueryRequest.builder()
                        .tableName(table)
                        .indexName(INDEX)
                        .keyConditionExpression(Keys.CONTACT_NUMBER + " = :number")
                        .expressionAttributeValues(Map.of(":number", text(number.value())));
        return Pages.read(dynamoDb, query, CANDIDATES_MAX).stream()
                .map(item -> new UserId(text(item, Keys.USER_ID)))
                .toList();
    }

    /// @return false if a later claim exists, in which case nothing was written
    private boolean update(UpdateItemRequest.Builder update) {
        try {
            dynamoDb.updateItem(update.tableName(table).build());
            return true;
        } catch (ConditionalCheckFailedException laterClaimExists) {
            return false; // expected: a later claim exists
        }
    }
}
