package chat.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Block;
import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.Counts;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold;
import chat.domain.Hidden;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.Setting;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Receipts.Progress;
import chat.port.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

final class RowItemTest {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    private static final int ONE_WRITE_UNIT = 1_024;
    private static final UserId LONGEST = new UserId("u".repeat(UserId.LENGTH_MAX));
    private static final UserId LONGEST_PEER = new UserId("p".repeat(UserId.LENGTH_MAX));

    /// The largest integer of JavaScript; DynamoDB stores it in 9 bytes.
    private static final long LARGE = 9_007_199_254_740_991L;

    @Test
    void theLargestRowStaysBelowOneWriteUnit() {
        String table = DYNAMO_DB.table(ChatTable.CONVERSATIONS);
        var index = new DynamoDbConversationIndex(DYNAMO_DB.client(), table);
        var receipts = new DynamoDbReceipts(DYNAMO_DB.client(), table);
        index.index(LONGEST, LONGEST_PEER, largestEntry(), Samples.NOON);
        receipts.advancePeer(LONGEST, LONGEST_PEER, new Receipt(LARGE, LARGE), Samples.NOON);
        for (int device = 0; device < User.DEVICES_MAX; device++) {
            var progress =
                    new Progress(
                            new DeviceId("d" + device),
                            LARGE,
                            OptionalLong.of(LARGE),
                            OptionalLong.of(LARGE));
            receipts.advanceOwn(LONGEST, LONGEST_PEER, progress, Samples.NOON);
        }
        var all = new EnumMap<Setting, Boolean>(Setting.class);
        Arrays.stream(Setting.values()).forEach(setting -> all.put(setting, true));
        new DynamoDbConversationSettings(DYNAMO_DB.client(), table)
                .change(LONGEST, LONGEST_PEER, all, Samples.NOON);
        var hidden =
                new DynamoDbHiddenMessages(
                        DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.HIDDEN), table);
        hidden.clear(LONGEST, LONGEST_PEER, LARGE, Samples.NOON);
        hidden.publish(LONGEST, LONGEST_PEER, 1, Samples.NOON);
        // Large versions, as after very many changes.
        setVersions(table);
        receipts.setPeerBlock(LONGEST, LONGEST_PEER, new Block(true, LARGE));

        assertThat(bytes(item(table))).isLessThan(ONE_WRITE_UNIT);
        var row = index.find(LONGEST, LONGEST_PEER).orElseThrow();
        assertThat(row.cursors()).hasSize(User.DEVICES_MAX).containsValue(LARGE);
        assertThat(row.hidden()).isEqualTo(new Hidden(LARGE, LARGE));
        assertThat(row.settings().has(Setting.BLOCKED)).isTrue();
        assertThat(row.settings().has(Setting.PINNED)).isTrue();
    }

    private static void setVersions(String table) {
        DYNAMO_DB
                .client()
                .updateItem(
                        update ->
                                update.tableName(table)
                                        .key(RowItem.key(LONGEST, LONGEST_PEER))
                                        .updateExpression(
                                                "SET settingsVersion = :large, hv = :large,"
                                                        + " op = :large, pv = :large")
                                        .expressionAttributeValues(
                                                Map.of(":large", Attributes.number(LARGE))));
    }

    private static Map<String, AttributeValue> item(String table) {
        return DYNAMO_DB
                .client()
                .getItem(get -> get.tableName(table).key(RowItem.key(LONGEST, LONGEST_PEER)))
                .item();
    }

    private static Entry largestEntry() {
        var id = new ClientMessageId("ffffffff-ffff-ffff-ffff-ffffffffffff");
        var draft = Samples.draft(LONGEST_PEER, id, new Body.Text("x".repeat(Preview.BYTES_MAX)));
        Entry entry = Entry.next(Optional.empty(), draft, Samples.salt(1), Samples.NOON);
        return new Entry(
                LARGE,
                EntryKind.MESSAGE,
                Entry.NO_TARGET,
                entry.from(),
                entry.clientMessageId(),
                entry.sentAt(),
                new Counts(LARGE, LARGE),
                entry.body(),
                entry.salt(),
                entry.bodyHash(),
                entry.digest(),
                Optional.empty(),
                Fold.NONE);
    }

    /// Returns the item's size as DynamoDB counts it: names and strings in UTF-8 bytes, numbers one
    /// byte per two digits plus one, booleans one byte.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item
    ///   sizes</a>
    private static int bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(entry -> utf8(entry.getKey()) + bytes(entry.getValue()))
                .sum();
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> (value.n().length() + 1) / 2 + 1;
            case BOOL -> 1;
            default -> throw new AssertionError("a row has no " + value.type());
        };
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
