package chat.dynamodb;

import static chat.dynamodb.Attributes.flag;
import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.numberOrZero;
import static chat.dynamodb.Attributes.optional;
import static chat.dynamodb.Attributes.text;

import chat.domain.Block;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Hidden;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.Setting;
import chat.domain.Settings;
import chat.domain.UserId;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A [ConversationRow] as an item of the Conversations table.
final class RowItem {
    /// Short, because a row has no room for more. Absent for 0.
    static final String OPERATIONS = "op";

    /// The [Preview#version]. Short, too, and absent for 0.
    static final String PREVIEW_VERSION = "pv";

    static final String SETTINGS_VERSION = "settingsVersion";
    static final String PEER_BLOCKS = "peerBlocks";
    static final String PEER_BLOCKS_VERSION = "peerBlocksVersion";

    /// The [Hidden#version]. Short, because a row has no room for more. Absent for 0.
    static final String HIDDEN_VERSION = "hv";

    /// The [Hidden#clearedTo]. Short, too, and absent for 0.
    static final String CLEARED_TO = "cl";

    private static final String CURSOR_PREFIX = "cursor_";

    private RowItem() {}

    static Map<String, AttributeValue> key(UserId user, UserId peer) {
        return Map.of(Keys.USER_ID, text(user.value()), Keys.PEER, text(peer.value()));
    }

    /// The attribute that holds a device's cursor.
    static String cursor(DeviceId device) {
        return cursor(ConversationRow.deviceKey(device));
    }

    static String cursor(String deviceKey) {
        return CURSOR_PREFIX + deviceKey;
    }

    static ConversationRow read(Map<String, AttributeValue> item) {
        return new ConversationRow(
                new UserId(text(item, Keys.USER_ID)),
                new UserId(text(item, Keys.PEER)),
                optional(item, "startedAt")
                        .map(started -> Instant.ofEpochMilli(Long.parseLong(started.n()))),
                numberOrZero(item, "lastSeq"),
                lastMessage(item),
                numberOrZero(item, OPERATIONS),
                numberOrZero(item, "peerMessages"),
                numberOrZero(item, "peerMessagesRead"),
                new Receipt(numberOrZero(item, "delivered"), numberOrZero(item, "read")),
                new Receipt(numberOrZero(item, "peerDelivered"), numberOrZero(item, "peerRead")),
                cursors(item),
                settings(item),
                new Block(flag(item, PEER_BLOCKS), numberOrZero(item, PEER_BLOCKS_VERSION)),
                new Hidden(numberOrZero(item, HIDDEN_VERSION), numberOrZero(item, CLEARED_TO)));
    }

    static Settings settings(Map<String, AttributeValue> item) {
        var on = EnumSet.noneOf(Setting.class);
        for (Setting setting : Setting.values()) {
            if (flag(item, setting.wireName())) {
                on.add(setting);
            }
        }
        return new Settings(on, numberOrZero(item, SETTINGS_VERSION));
    }

    /// Whether the member may see the row. A row that only records a block by the peer is hidden:
    /// it is in no index.
    static boolean isShown(Map<String, AttributeValue> item) {
        return item.containsKey(Keys.ACTIVE_DAY);
    }

    private static Optional<Preview> lastMessage(Map<String, AttributeValue> item) {
        return optional(item, "preview")
                .map(
                        preview ->
                                new Preview(
                                        number(item, "lastMessageSeq"),
                                        new UserId(
                                                text(
                                                        item,
                                                        flag(item, "lastMessageOwn")
                                                                ? Keys.USER_ID
                                                                : Keys.PEER)),
                                        preview.s(),
                                        millis(item, "lastMessageAt"),
                                        numberOrZero(item, PREVIEW_VERSION)));
    }

    private static Map<String, Long> cursors(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith(CURSOR_PREFIX))
                .collect(
                        Collectors.toMap(
                                attribute -> attribute.getKey().substring(CURSOR_PREFIX.length()),
                                attribute -> Long.valueOf(attribute.getValue().n())));
    }
}
