package chat.dynamodb;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.UserId;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A [Connection] as an item of the Connections table. All attributes are texts and numbers, so
/// that the same code reads the table's stream, which has other classes for attributes.
public final class ConnectionItem {
    static final String READ_RECEIPTS = "readReceipts";

    private static final String HIDDEN = "hidden";

    private ConnectionItem() {}

    /// Reads an item.
    ///
    /// @param attributes texts as they are, numbers in decimal
    /// @throws IllegalStateException if an attribute is missing or is not a time
    public static Connection read(Map<String, String> attributes) {
        return new Connection(
                new UserId(required(attributes, Keys.USER_ID)),
                new ConnectionId(required(attributes, Keys.CONNECTION_ID)),
                new DeviceId(required(attributes, "deviceId")),
                millis(attributes, "deviceFirstSeenAt"),
                optionalMillis(attributes, "since"),
                millis(attributes, "connectedAt"),
                optionalMillis(attributes, "openAt"),
                millis(attributes, Keys.EXPIRES_AT),
                !HIDDEN.equals(attributes.get(READ_RECEIPTS)));
    }

    /// The key of a connection.
    public record Key(UserId user, ConnectionId connection) {}

    /// Reads the key of an item.
    ///
    /// @throws IllegalStateException if an attribute is missing
    public static Key readKey(Map<String, String> attributes) {
        return new Key(
                new UserId(required(attributes, Keys.USER_ID)),
                new ConnectionId(required(attributes, Keys.CONNECTION_ID)));
    }

    static Connection readItem(Map<String, AttributeValue> item) {
        return read(
                item.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                entry.getValue().s() == null
                                                        ? entry.getValue().n()
                                                        : entry.getValue().s())));
    }

    static Map<String, AttributeValue> key(UserId user, ConnectionId id) {
        return Map.of(
                Keys.USER_ID,
                Attributes.text(user.value()),
                Keys.CONNECTION_ID,
                Attributes.text(id.value()));
    }

    static Map<String, AttributeValue> write(Connection connection) {
        var item = new HashMap<>(key(connection.user(), connection.id()));
        item.put("deviceId", Attributes.text(connection.device().value()));
        item.put("deviceFirstSeenAt", Attributes.millis(connection.deviceFirstSeenAt()));
        connection.since().ifPresent(since -> item.put("since", Attributes.millis(since)));
        item.put("connectedAt", Attributes.millis(connection.connectedAt()));
        connection.openAt().ifPresent(openAt -> item.put("openAt", Attributes.millis(openAt)));
        item.put(Keys.EXPIRES_AT, Attributes.millis(connection.expiresAt()));
        // In seconds, rounded up: time to live never removes the row before its lease ends.
        item.put(
                Keys.EXPIRES_AT_SECONDS,
                Attributes.number(connection.expiresAt().getEpochSecond() + 1));
        if (!connection.readReceipts()) {
            item.put(READ_RECEIPTS, readReceipts(false));
        }
        return item;
    }

    /// The attribute is a text, because [#read] supports only texts and numbers.
    static AttributeValue readReceipts(boolean shown) {
        return Attributes.text(shown ? "shown" : HIDDEN);
    }

    private static String required(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("the connection has no " + name);
        }
        return value;
    }

    private static Optional<Instant> optionalMillis(Map<String, String> attributes, String name) {
        return attributes.containsKey(name)
                ? Optional.of(millis(attributes, name))
                : Optional.empty();
    }

    /// The message contains no value, since it is logged.
    private static Instant millis(Map<String, String> attributes, String name) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(required(attributes, name)));
        } catch (NumberFormatException notATime) {
            throw new IllegalStateException("the connection's " + name + " is not a time");
        }
    }
}
