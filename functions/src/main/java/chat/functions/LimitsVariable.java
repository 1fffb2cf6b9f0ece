package chat.functions;

import chat.limits.Limit;
import chat.limits.Rate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringTokenizer;

/// Reads the rate limits. `LIMITS` has for each [Limit] its name, its burst and its rate per hour,
/// such as `MESSAGES=600,72000 LOOKUPS=60,60`.
final class LimitsVariable {
    private static final String LIMITS = "LIMITS";

    private LimitsVariable() {}

    /// @throws IllegalStateException if a limit is missing or malformed
    static Map<Limit, Rate> limits(Variables variables) {
        var rates = new EnumMap<Limit, Rate>(Limit.class);
        var words = new StringTokenizer(variables.required(LIMITS));
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            int equals = word.indexOf('=');
            rates.put(limit(word, equals), rate(word.substring(equals + 1)));
        }
        Arrays.stream(Limit.values())
                .filter(limit -> !rates.containsKey(limit))
                .forEach(
                        limit -> {
                            throw new IllegalStateException(LIMITS + " has no value for " + limit);
                        });
        return rates;
    }

    private static Limit limit(String word, int equals) {
        try {
            return Limit.valueOf(word.substring(0, Math.max(0, equals)));
        } catch (IllegalArgumentException noLimit) {
            throw wrong(word, noLimit);
        }
    }

    private static Rate rate(String text) {
        int comma = text.indexOf(',');
        try {
            return new Rate(
                    Integer.parseInt(text.substring(0, Math.max(0, comma))),
                    Integer.parseInt(text.substring(comma + 1)));
        } catch (IllegalArgumentException noRate) {
            throw wrong(text, noRate);
        }
    }

    private static IllegalStateException wrong(String text, IllegalArgumentException cause) {
        return new IllegalStateException(LIMITS + " has a malformed limit: " + text, cause);
    }
}
