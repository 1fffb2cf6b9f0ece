package chat.infra;

import static java.util.stream.Collectors.joining;

import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Node;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads context values and checks them. Values from the command line are text; those of `cdk.json`
/// may be any JSON and are read as text. Every name that is read is an [Option].
///
/// Every method throws [IllegalArgumentException], naming key and value, if a value is not valid.
final class Context {
    private static final Map<String, RetentionDays> RETENTION = retentionByDays();

    /// Names in the context that belong to the CDK CLI, beside those with `:`, `/` or `@`.
    private static final List<String> OF_THE_CLI =
            List.of("acknowledged-issue-numbers", "cli-telemetry");

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Option> options = new TreeMap<>();

    private final Optional<String> region;

    /// Reads the context of a construct tree.
    ///
    /// @param region the Region of the deployment, if it is known
    Context(Node node, Optional<String> region) {
        this.region = region;
        if (node.getAllContext() instanceof Map<?, ?> all) {
            all.forEach((name, value) -> values.put(name.toString(), String.valueOf(value)));
        }
    }

    /// The options read so far, by name.
    Map<String, Option> options() {
        return Collections.unmodifiableMap(options);
    }

    /// The value; empty if absent or empty.
    Optional<String> text(String key) {
        return value(Option.matching(key, Pattern.compile("[\\s\\S]*"), "any text"));
    }

    /// The value. It must match the whole pattern.
    ///
    /// @param words what the pattern means, such as "an ARN"
    Optional<String> matching(String key, Pattern pattern, String words) {
        return value(Option.matching(key, pattern, words));
    }

    /// The value, an ARN that the deployment uses in its own Region.
    ///
    /// @param pattern whose first group is the ARN's Region
    Optional<String> inRegion(String key, Pattern pattern, String words) {
        return value(Option.inRegion(key, pattern, words));
    }

    /// One of several values, the first if absent.
    String oneOf(String key, String absent, String... others) {
        var all = Stream.concat(Stream.of(absent), Arrays.stream(others)).toList();
        return value(Option.oneOf(key, all)).orElse(absent);
    }

    /// A whole number from `least` to `most`.
    int integer(String key, String absent, int least, int most) {
        return Integer.parseInt(value(Option.integer(key, least, most)).orElse(absent));
    }

    /// A whole number from `least` to `most`, or none.
    OptionalInt integer(String key, int least, int most) {
        return value(Option.integer(key, least, most)).stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /// A retention period in days that CloudWatch Logs supports.
    RetentionDays retention(String key, String absent) {
        var days = value(Option.oneOf(key, List.copyOf(RETENTION.keySet()))).orElse(absent);
        return Optional.ofNullable(RETENTION.get(days)).orElseThrow();
    }

    /// Refuses names that are no option. Call it after all options were read.
    ///
    /// @throws IllegalArgumentException if there is such a name; the message has the nearest option
    void refuseUnknown() {
        for (var given : values.entrySet()) {
            String name = given.getKey();
            if (!options.containsKey(name) && !isOfCdk(name)) {
                throw new IllegalArgumentException(
                        "context %s=%s: there is no option %s; %s"
                                .formatted(name, given.getValue(), name, advice(name)));
            }
        }
    }

    private Optional<String> value(Option option) {
        options.put(option.name(), option);
        var value = Optional.ofNullable(values.get(option.name())).filter(text -> !text.isEmpty());
        if (value.isPresent() && !option.accepts(value.get())) {
            throw wrong(option, value.get(), option.words());
        }
        if (value.isPresent() && region.isPresent() && !option.fits(value.get(), region.get())) {
            throw wrong(option, value.get(), "in the Region of the stack, " + region.get());
        }
        return value;
    }

    private static IllegalArgumentException wrong(Option option, String value, String words) {
        return new IllegalArgumentException(
                "context %s=%s: must be %s".formatted(option.name(), value, words));
    }

    private static boolean isOfCdk(String name) {
        return name.matches(".*[:/@].*") || OF_THE_CLI.contains(name);
    }

    private String advice(String name) {
        return NearestName.of(name, options.keySet())
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(
                        () ->
                                "the options are "
                                        + options.keySet().stream().collect(joining(", ")));
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
