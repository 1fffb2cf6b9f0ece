package chat.dynamodb;

import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import chat.domain.ActiveDay;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.UserId;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds the conditional update of a row from its parts.
final class RowUpdate {
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /// Moves the row to an entry. Conditions may use the entry's number as `:seq`.
    RowUpdate entry(UserId peer, Entry entry, Instant now) {
        set("lastSeq", ":seq", number(entry.seq()));
        set("peerMessages", ":peerMessages", number(entry.countOf(peer)));
        set(Keys.ACTIVE_DAY, ":day", number(ActiveDay.of(now)));
        sets.add("startedAt = if_not_exists(startedAt, :now)");
        values.put(":now", millis(now));
        if (entry.operations() > 0) {
            set(RowItem.OPERATIONS, ":operations", number(entry.operations()));
        }
        return this;
    }

    /// Replaces the last message.
    RowUpdate lastMessage(UserId peer, Preview preview) {
        set("lastMessageSeq", ":lastMessageSeq", number(preview.seq()));
        set("lastMessageOwn", ":own", AttributeValue.fromBool(!preview.from().equals(peer)));
        set("lastMessageAt", ":sentAt", millis(preview.sentAt()));
        set("preview", ":preview", text(preview.text()));
        if (preview.version() > 0) {
            set(RowItem.PREVIEW_VERSION, ":version", number(preview.version()));
        } else {
            removes.add(RowItem.PREVIEW_VERSION);
        }
        return this;
    }

    /// Moves a device's cursor to an entry, if it is right before it. A missing cursor is 0.
    RowUpdate cursor(DeviceId device, long seq) {
        names.put("#cursor", RowItem.cursor(device));
        set("#cursor", ":cursor", number(seq));
        if (seq == 1) {
            return condition("attribute_not_exists(#cursor)");
        }
        values.put(":before", number(seq - 1));
        return condition("#cursor = :before");
    }

    RowUpdate condition(String condition) {
        conditions.add(condition);
        return this;
    }

    /// Adds a value that conditions use.
    RowUpdate value(String name, AttributeValue value) {
        values.put(name, value);
        return this;
    }

    private void set(String attribute, String name, AttributeValue value) {
        sets.add(attribute + " = " + name);
        values.put(name, value);
    }

    UpdateItemRequest.Builder request(UserId user, UserId peer) {
        String removing = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
        var request =
                UpdateItemRequest.builder()
                        .key(RowItem.key(user, peer))
                        .updateExpression("SET " + String.join(", ", sets) + removing)
                        .conditionExpression(String.join(" AND ", conditions))
                        .expressionAttributeValues(values);
        return names.isEmpty() ? request : request.expressionAttributeNames(names);
    }
}
