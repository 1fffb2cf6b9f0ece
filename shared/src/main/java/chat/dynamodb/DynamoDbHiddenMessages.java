package chat.dynamodb;

import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.numbers;
import static chat.dynamodb.Attributes.text;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import chat.domain.ActiveDay;
import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.port.HiddenMessages;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The hidden messages in the Hidden table, and what the Conversations table has of them.
public final class DynamoDbHiddenMessages implements HiddenMessages {
    /// Entries per block: a full block takes 4 to 9 KB.
    private static final int BLOCK_ENTRIES = 1_000;

    /// The blocks that one page reads: at most 288 KB.
    private static final int PAGE_BLOCKS = 32;

    private static final long BLOCK_LAST = 9_999_999_999_999L;

    private static final String SEQS = "seqs";
    private static final String VERSION = "version";

    private final DynamoDbClient dynamoDb;
    private final String hidden;
    private final String conversations;

    /// @param hidden the Hidden table's physical name
    /// @param conversations the Conversations table's physical name
    public DynamoDbHiddenMessages(DynamoDbClient dynamoDb, String hidden, String conversations) {
        this.dynamoDb = dynamoDb;
        this.hidden = hidden;
        this.conversations = conversations;
    }

    @Override
    public ConversationRow row(UserId user, UserId peer) {
        return RowRead.read(dynamoDb, conversations, user, peer);
    }

    @Override
    public void add(UserId user, UserId peer, Collection<Long> seqs, long version) {
        Map<Long, List<String>> blocks =
                seqs.stream()
                        .collect(
                                groupingBy(
                                        seq -> seq / BLOCK_ENTRIES,
                                        TreeMap::new,
                                        mapping(seq -> Long.toString(seq), toList())));
        blocks.forEach((block, some) -> add(key(user, peer, block), some, version));
    }

    /// Adds the messages to a block. The version of the block never moves back.
    private void add(Map<String, AttributeValue> key, List<String> seqs, long version) {
        try {
            dynamoDb.updateItem(
                    update ->
                            update.tableName(hidden)
                                    .key(key)
                                    .updateExpression("SET #version = :version ADD seqs :seqs")
                                    .conditionExpression(
                                            "attribute_not_exists(#version)"
                                                    + " OR #version <= :version")
                                    .expressionAttributeNames(Map.of("#version", VERSION))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":version",
                                                    number(version),
                                                    ":seqs",
                                                    AttributeValue.fromNs(seqs))));
        } catch (ConditionalCheckFailedException hasNewerVersion) {
            dynamoDb.updateItem(
                    update ->
                            update.tableName(hidden)
                                    .key(key)
                                    .updateExpression("ADD seqs :seqs")
                                    .expressionAttributeValues(
                                            Map.of(":seqs", AttributeValue.fromNs(seqs))));
        }
    }

    @Override
    public Optional<ConversationRow> publish(UserId user, UserId peer, long version, Instant now) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":value", number(version));
        boolean isFirst = version == 1;
        if (!isFirst) {
            values.put(":before", number(version - 1));
        }
        String condition = isFirst ? "attribute_not_exists(hv)" : "hv = :before";
        try {
            return Optional.of(move(user, peer, "hv", condition, values, now));
        } catch (ConditionalCheckFailedException takenByAnotherChange) {
            return Optional.empty();
        }
    }

    @Override
    public ConversationRow clear(UserId user, UserId peer, long upTo, Instant now) {
        String condition = "attribute_not_exists(cl) OR cl < :value";
        try {
            return move(user, peer, "cl", condition, Map.of(":value", number(upTo)), now);
        } catch (ConditionalCheckFailedException alreadyCleared) {
            return RowItem.read(alreadyCleared.item());
        }
    }

    /// Sets an attribute of the row to `:value`, and counts the row as moved.
    private ConversationRow move(
            UserId user,
            UserId peer,
            String attribute,
            String condition,
            Map<String, AttributeValue> values,
            Instant now) {
        var all = new HashMap<>(values);
        all.put(":day", number(ActiveDay.of(now)));
        var updated =
                dynamoDb.updateItem(
                        update ->
                                update.tableName(conversations)
                                        .key(RowItem.key(user, peer))
                                        .updateExpression(
                                                "SET %s = :value, %s = :day"
                                                        .formatted(attribute, Keys.ACTIVE_DAY))
                                        .conditionExpression(condition)
                                        .expressionAttributeValues(all)
                                        .returnValues(ReturnValue.ALL_NEW)
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return RowItem.read(updated.attributes());
    }

    @Override
    public Page since(UserId user, UserId peer, long version, long after, int limit) {
        QueryResponse read = blocks(user, peer, (after + 1) / BLOCK_ENTRIES);
        var seqs = new ArrayList<Long>();
        for (Map<String, AttributeValue> block : read.items()) {
            if (number(block, VERSION) > version) {
                numbers(block, SEQS).stream()
                        .filter(seq -> seq > after)
                        .sorted()
                        .forEach(seqs::add);
            }
            if (seqs.size() > limit) {
                return new Page(seqs.subList(0, limit), Optional.of(seqs.get(limit - 1)));
            }
        }
        return new Page(
                seqs,
                read.hasLastEvaluatedKey()
                        ? Optional.of(end(text(read.lastEvaluatedKey(), Keys.BLOCK)))
                        : Optional.empty());
    }

    @Override
    public Set<Long> between(UserId user, UserId peer, long from, long to) {
        var query = query(user, peer, from / BLOCK_ENTRIES, to / BLOCK_ENTRIES);
        return Pages.read(dynamoDb, query).stream()
                .flatMap(block -> numbers(block, SEQS).stream())
                .filter(seq -> seq >= from && seq <= to)
                .collect(toSet());
    }

    private QueryResponse blocks(UserId user, UserId peer, long first) {
        return dynamoDb.query(query(user, peer, first, BLOCK_LAST).limit(PAGE_BLOCKS).build());
    }

    private QueryRequest.Builder query(UserId user, UserId peer, long first, long last) {
        return QueryRequest.builder()
                .tableName(hidden)
                .consistentRead(true)
                .keyConditionExpression(
                        Keys.USER_ID + " = :user AND #block BETWEEN :first AND :last")
                .expressionAttributeNames(Map.of("#block", Keys.BLOCK))
                .expressionAttributeValues(
                        Map.of(
                                ":user", text(user.value()),
                                ":first", text(block(peer, first)),
                                ":last", text(block(peer, last))));
    }

    private static Map<String, AttributeValue> key(UserId user, UserId peer, long block) {
        return Map.of(Keys.USER_ID, text(user.value()), Keys.BLOCK, text(block(peer, block)));
    }

    /// The number has 13 digits, so that blocks sort by it. A user id is ASCII, so that no id
    /// contains the separator.
    private static String block(UserId peer, long number) {
        return "%s\u00b7%013d".formatted(peer.value(), number);
    }

    /// The last entry of a block.
    private static long end(String block) {
        long number = Long.parseLong(block.substring(block.lastIndexOf('\u00b7') + 1));
        return (number + 1) * BLOCK_ENTRIES - 1;
    }
}
