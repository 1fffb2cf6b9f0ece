package chat.dynamodb;

import static chat.dynamodb.Attributes.flag;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.numberOrZero;

import chat.domain.ActiveDay;
import chat.domain.Block;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.port.Receipts;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The receipts in the rows of the Conversations table.
public final class DynamoDbReceipts implements Receipts {
    /// `<>` is also true if the attribute is absent.
    private static final List<String> NOT_BLOCKED = List.of(RowItem.PEER_BLOCKS + " <> :true");

    private static final List<String> ALWAYS = List.of();
    private static final String READ = "read";
    private static final String PEER_READ = "peerRead";
    private static final Set<String> READS = Set.of(READ, PEER_READ);

    private final DynamoDbClient dynamoDb;
    private final String table;

    /// @param table the Conversations table's physical name
    public DynamoDbReceipts(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /// A value that only increases, and the values written together with it.
    private record Mark(String attribute, long value, Map<String, Long> along) {
        Mark(String attribute, long value) {
            this(attribute, value, Map.of());
        }
    }

    @Override
    public Advanced advancePeer(UserId user, UserId peer, Receipt peerReceipt, Instant now) {
        var marks = new ArrayList<Mark>();
        marks.add(new Mark("peerDelivered", peerReceipt.delivered()));
        if (peerReceipt.read() > 0) {
            marks.add(new Mark(PEER_READ, peerReceipt.read()));
        }
        return advance(user, peer, marks, NOT_BLOCKED, now);
    }

    @Override
    public Advanced advanceOwn(UserId user, UserId peer, Progress progress, Instant now) {
        var marks = new ArrayList<Mark>();
        marks.add(new Mark("delivered", progress.delivered()));
        marks.add(new Mark(RowItem.cursor(progress.device()), progress.delivered()));
        if (progress.read().isPresent()) {
            long messages = progress.peerMessagesRead().orElseThrow();
            marks.add(
                    new Mark(
                            READ,
                            progress.read().getAsLong(),
                            Map.of("peerMessagesRead", messages)));
        }
        return advance(user, peer, marks, ALWAYS, now);
    }

    @Override
    public void forget(UserId user, UserId peer, Set<String> deviceKeys) {
        if (deviceKeys.isEmpty()) {
            return;
        }
        var names = new HashMap<String, String>();
        deviceKeys.forEach(key -> names.put("#d" + names.size(), RowItem.cursor(key)));
        try {
            dynamoDb.updateItem(
                    update ->
                            update.tableName(table)
                                    .key(RowItem.key(user, peer))
                                    .updateExpression("REMOVE " + String.join(", ", names.keySet()))
                                    .conditionExpression(Keys.EXISTS)
                                    .expressionAttributeNames(names));
        } catch (ConditionalCheckFailedException noRow) {
            // There is nothing to remove, and an update must not create a row.
        }
    }

    @Override
    public void setPeerBlock(UserId user, UserId peer, Block block) {
        try {
            dynamoDb.updateItem(
                    update ->
                            update.tableName(table)
                                    .key(RowItem.key(user, peer))
                                    .updateExpression(
                                            "SET peerBlocks = :on, peerBlocksVersion = :version")
                                    .conditionExpression(
                                            "attribute_not_exists(peerBlocksVersion)"
                                                    + " OR peerBlocksVersion < :version")
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":on", AttributeValue.fromBool(block.on()),
                                                    ":version", number(block.version()))));
        } catch (ConditionalCheckFailedException newerBlockExists) {
            // A newer change is already stored.
        }
    }

    /// Tries to advance all marks in one write, on the condition that at least one of them is
    /// behind. Each retry leaves out the marks that are already ahead, so there are at most as many
    /// retries as marks.
    private Advanced advance(
            UserId user, UserId peer, List<Mark> marks, List<String> besides, Instant now) {
        List<Mark> behind = marks;
        while (true) {
            try {
                var request =
                        update(behind, besides, now).key(RowItem.key(user, peer)).tableName(table);
                var before = dynamoDb.updateItem(request.build()).attributes();
                return advanced(user, peer, before, behind, now);
            } catch (ConditionalCheckFailedException someAreAhead) {
                var row = someAreAhead.item();
                boolean blocked = !besides.isEmpty() && flag(row, RowItem.PEER_BLOCKS);
                behind =
                        behind.stream()
                                .filter(m -> numberOrZero(row, m.attribute()) <= m.value())
                                .toList();
                if (blocked
                        || behind.stream()
                                .allMatch(m -> numberOrZero(row, m.attribute()) == m.value())) {
                    return Advanced.nothing(RowItem.read(row));
                }
            }
        }
    }

    /// The row after the write, calculated from the row before it.
    private static Advanced advanced(
            UserId user,
            UserId peer,
            Map<String, AttributeValue> before,
            List<Mark> marks,
            Instant now) {
        var row = new HashMap<>(RowItem.key(user, peer));
        row.putAll(before);
        row.put(Keys.ACTIVE_DAY, number(ActiveDay.of(now)));
        boolean readMoved = false;
        for (Mark mark : marks) {
            readMoved |=
                    READS.contains(mark.attribute())
                            && numberOrZero(before, mark.attribute()) < mark.value();
            row.put(mark.attribute(), number(mark.value()));
            mark.along().forEach((attribute, value) -> row.put(attribute, number(value)));
        }
        return new Advanced(RowItem.read(row), true, readMoved);
    }

    private static UpdateItemRequest.Builder update(
            List<Mark> marks, List<String> besides, Instant now) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        var sets = new ArrayList<String>();
        var conditions = new ArrayList<>(besides);
        var someBehind = new ArrayList<String>();
        for (Mark mark : marks) {
            String name = "m" + names.size();
            names.put("#" + name, mark.attribute());
            values.put(":" + name, number(mark.value()));
            sets.add("#" + name + " = :" + name);
            String absent = "attribute_not_exists(#" + name + ")";
            conditions.add("(" + absent + " OR #" + name + " <= :" + name + ")");
            someBehind.add(absent + " OR #" + name + " < :" + name);
            mark.along()
                    .forEach(
                            (attribute, value) -> {
                                sets.add(attribute + " = :" + attribute);
                                values.put(":" + attribute, number(value));
                            });
        }
        conditions.add("(" + String.join(" OR ", someBehind) + ")");
        sets.add(Keys.ACTIVE_DAY + " = :day");
        values.put(":day", number(ActiveDay.of(now)));
        if (!besides.isEmpty()) {
            values.put(":true", AttributeValue.fromBool(true));
        }
        return UpdateItemRequest.builder()
                .updateExpression("SET " + String.join(", ", sets))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
}
