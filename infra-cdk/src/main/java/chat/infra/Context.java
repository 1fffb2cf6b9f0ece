package chat.infra;

import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads context values and checks them. Values from the command line are text; those of `cdk.json`
/// may be any JSON and are read as text.
///
/// Every method throws [IllegalArgumentException], naming key and value, if a value is not valid.
record Context(Node node) {
    private static final Map<String, RetentionDays> RETENTION = retentionByDays();

    /// The value; empty if absent or empty.
    Optional<String> text(String key) {
        return Optional.ofNullable(node.tryGetContext(key))
                .map(Object::toString)
                .filter(value -> !value.isEmpty());
    }

    /// The value. It must match the whole pattern.
    Optional<String> matching(String key, Pattern pattern) {
        var value = text(key);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            throw invalid(key, value.get(), "must match " + pattern);
        }
        return value;
    }

    /// One of two values, the first if absent.
    String oneOf(String key, String absent, String other) {
        var value = text(key).orElse(absent);
        if (!value.equals(absent) && !value.equals(other)) {
            throw invalid(key, value, "must be " + absent + " or " + other);
        }
        return value;
    }

    /// A whole number from `least` to `most`.
    int integer(String key, String absent, int least, int most) {
        var value = text(key).orElse(absent);
        if (!value.matches("-?[0-9]{1,9}")
                || Integer.parseInt(value) < least
                || Integer.parseInt(value) > most) {
            throw invalid(key, value, "must be a whole number, " + least + " to " + most);
        }
        return Integer.parseInt(value);
    }

    /// A retention period in days that CloudWatch Logs supports.
    RetentionDays retention(String key, String absent) {
        var known = RETENTION.get(text(key).orElse(absent));
        if (known == null) {
            throw invalid(key, text(key).orElse(absent), "must be one of " + RETENTION.keySet());
        }
        return known;
    }

    private static IllegalArgumentException invalid(String key, String value, String rule) {
        return new IllegalArgumentException("context " + key + "=" + value + ": " + rule);
    }

    private static Map<String, RetentionDays> retentionByDays() {
        var retention = new LinkedHashMap<String, RetentionDays>();
        retention.put("1", RetentionDays.ONE_DAY);
        retention.put("7", RetentionDays.ONE_WEEK);
        retention.put("14", RetentionDays.TWO_WEEKS);
        retention.put("30", RetentionDays.ONE_MONTH);
        retention.put("90", RetentionDays.THREE_MONTHS);
        retention.put("180", RetentionDays.SIX_MONTHS);
        retention.put("365", RetentionDays.ONE_YEAR);
        return Collections.unmodifiableMap(retention);
    }
}
