package chat.dynamodb;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Short names for making and reading attribute values.
final class Attributes {
    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue millis(Instant value) {
        return number(value.toEpochMilli());
    }

    static AttributeValue binary(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(value));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return required(item, name).s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(required(item, name).n());
    }

    static long numberOrZero(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? number(item, name) : 0;
    }

    static Instant millis(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(number(item, name));
    }

    static byte[] binary(Map<String, AttributeValue> item, String name) {
        return required(item, name).b().asByteArray();
    }

    static List<Long> numbers(Map<String, AttributeValue> item, String name) {
        return required(item, name).ns().stream().map(Long::valueOf).toList();
    }

    static boolean flag(Map<String, AttributeValue> item, String name) {
        return optional(item, name).map(AttributeValue::bool).orElse(false);
    }

    static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name));
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("the item has no " + name);
        }
        return value;
    }
}
