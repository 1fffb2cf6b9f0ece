package chat.dynamodb;

import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.optional;
import static chat.dynamodb.Attributes.text;

import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.Name;
import chat.domain.Privacy;
import chat.domain.Privacy.Audience;
import chat.domain.User;
import chat.domain.UserId;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A [User] as an item of the Users table.
final class UserItem {
    /// When a token last verified the user's number.
    static final String CONTACT_NUMBER_AT = "contactNumberAt";

    /// The number of the last claim, and the time of the claim while it is unsettled.
    static final String CLAIMED_NUMBER = "claimedNumber";

    static final String UNSETTLED_SINCE = "unsettledSince";

    static final String LAST_SEEN = "lastSeenTo";
    static final String ONLINE = "onlineTo";
    static final String READ_RECEIPTS = "readReceipts";

    private UserItem() {}

    static Map<String, AttributeValue> key(UserId id) {
        return Map.of(Keys.USER_ID, text(id.value()));
    }

    static Map<String, AttributeValue> write(User user) {
        var item = new HashMap<>(key(user.id()));
        user.name().ifPresent(name -> item.put("name", text(name.value())));
        user.contactNumber()
                .ifPresent(
                        number -> {
                            item.put(Keys.CONTACT_NUMBER, text(number.value()));
                            item.put(CONTACT_NUMBER_AT, millis(user.joinedAt()));
                        });
        user.lastClaim().ifPresent(claim -> item.putAll(write(claim)));
        item.put("joinedAt", millis(user.joinedAt()));
        item.put("lastActiveAt", millis(user.lastActiveAt()));
        item.put("enabled", AttributeValue.fromBool(user.enabled()));
        item.putAll(write(user.privacy()));
        item.put("devices", write(user.devices()));
        return item;
    }

    private static Map<String, AttributeValue> write(User.Claim claim) {
        var values = new HashMap<String, AttributeValue>();
        values.put(CLAIMED_NUMBER, text(claim.number().value()));
        claim.unsettledSince().ifPresent(at -> values.put(UNSETTLED_SINCE, millis(at)));
        return values;
    }

    static AttributeValue write(Map<DeviceId, User.Device> devices) {
        var values = new HashMap<String, AttributeValue>();
        devices.forEach(
                (id, device) ->
                        values.put(
                                id.value(),
                                AttributeValue.fromM(
                                        Map.of(
                                                "firstSeenAt", millis(device.firstSeenAt()),
                                                "lastSeenAt", millis(device.lastSeenAt())))));
        return AttributeValue.fromM(values);
    }

    static User read(Map<String, AttributeValue> item) {
        return new User(
                new UserId(text(item, Keys.USER_ID)),
                optional(item, "name").map(name -> new Name(name.s())),
                optional(item, Keys.CONTACT_NUMBER).map(number -> new ContactNumber(number.s())),
                millis(item, "joinedAt"),
                millis(item, "lastActiveAt"),
                Attributes.flag(item, "enabled"),
                privacy(item),
                devices(item),
                claim(item));
    }

    private static Optional<User.Claim> claim(Map<String, AttributeValue> item) {
        return optional(item, CLAIMED_NUMBER)
                .map(
                        number ->
                                new User.Claim(
                                        new ContactNumber(number.s()),
                                        optional(item, UNSETTLED_SINCE)
                                                .map(_ -> millis(item, UNSETTLED_SINCE))));
    }

    /// The attributes of the settings that differ from [Privacy#OPEN].
    static Map<String, AttributeValue> write(Privacy privacy) {
        var values = new HashMap<String, AttributeValue>();
        if (privacy.lastSeen() != Privacy.OPEN.lastSeen()) {
            values.put(LAST_SEEN, text(privacy.lastSeen().wireName()));
        }
        if (privacy.online() != Privacy.OPEN.online()) {
            values.put(ONLINE, text(privacy.online().wireName()));
        }
        if (!privacy.readReceipts()) {
            values.put(READ_RECEIPTS, AttributeValue.fromBool(false));
        }
        return values;
    }

    private static Privacy privacy(Map<String, AttributeValue> item) {
        return new Privacy(
                audience(item, LAST_SEEN).orElse(Privacy.OPEN.lastSeen()),
                audience(item, ONLINE).orElse(Privacy.OPEN.online()),
                optional(item, READ_RECEIPTS).map(AttributeValue::bool).orElse(true));
    }

    private static Optional<Audience> audience(Map<String, AttributeValue> item, String name) {
        return optional(item, name).map(value -> Audience.of(value.s()));
    }

    private static Map<DeviceId, User.Device> devices(Map<String, AttributeValue> item) {
        return optional(item, "devices").map(AttributeValue::m).orElse(Map.of()).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> new DeviceId(entry.getKey()),
                                entry ->
                                        new User.Device(
                                                millis(entry.getValue().m(), "firstSeenAt"),
                                                millis(entry.getValue().m(), "lastSeenAt"))));
    }
}
