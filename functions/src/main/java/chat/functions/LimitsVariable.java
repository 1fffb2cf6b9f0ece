package chat.functions;

import chat.limits.Limit;
import chat.limits.Rate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringTokenizer;

/// Reads the rate limits. `LIMITS` has for each [Limit] its name, its burst and its rate per hour,
/// such as `MESSAGES=2000,360000 LOOKUPS=60,60`. `FRAMES` has burst and rate without a name.
final class LimitsVariable {
    private static final String LIMITS = "LIMITS";
    private static final String FRAMES = "FRAMES";

    private LimitsVariable() {}

    /// @throws IllegalStateException if a limit is missing or malformed
    static Map<Limit, Rate> limits(Variables variables) {
        var rates = new EnumMap<Limit, Rate>(Limit.class);
        var words = new StringTokenizer(variables.required(LIMITS));
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            int equals = word.indexOf('=');
            rates.put(limit(word, equals), rate(LIMITS, word.substring(equals + 1)));
        }
        Arrays.stream(Limit.values())
                .filter(limit -> !rates.containsKey(limit))
                .forEach(
                        limit -> {
                            throw new IllegalStateException(LIMITS + " says nothing of " + limit);
                        });
        return rates;
    }

    /// @throws IllegalStateException if it is missing or malformed
    static Rate frames(Variables variables) {
        return rate(FRAMES, variables.required(FRAMES));
    }

    private static Limit limit(String word, int equals) {
        try {
            return Limit.valueOf(word.substring(0, Math.max(0, equals)));
        } catch (IllegalArgumentException noLimit) {
            throw wrong(LIMITS, word, noLimit);
        }
    }

    private static Rate rate(String variable, String text) {
        int comma = text.indexOf(',');
        try {
            return new Rate(
                    Integer.parseInt(text.substring(0, Math.max(0, comma))),
                    Integer.parseInt(text.substring(comma + 1)));
        } catch (IllegalArgumentException noRate) {
            throw wrong(variable, text, noRate);
        }
    }

    private static IllegalStateException wrong(
            String variable, String text, IllegalArgumentException cause) {
        return new IllegalStateException(
                variable + " has something else than a limit: " + text, cause);
    }
}
