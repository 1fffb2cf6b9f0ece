package chat.functions;

import chat.service.Limit;
import chat.service.Rate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables that limit: `LIMITS` has for each [Limit] its name, how many at once, and how many
/// per hour, such as `MESSAGES=2000,360000 LOOKUPS=60,60`; `FRAMES` likewise, without a name.
final class LimitsVariable {
    private static final String LIMITS = "LIMITS";
    private static final String FRAMES = "FRAMES";
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern LIMIT = Pattern.compile("([A-Z_]+)=([0-9,]+)");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}),([0-9]{1,9})");

    private LimitsVariable() {}

    /// @throws IllegalStateException if a limit is missing or has another form
    static Map<Limit, Rate> limits(Variables variables) {
        var rates = new EnumMap<Limit, Rate>(Limit.class);
        for (String one : BLANK.splitAsStream(variables.required(LIMITS)).toList()) {
            Matcher limit = matching(LIMIT, LIMITS, one);
            rates.put(Limit.valueOf(limit.group(1)), rate(LIMITS, limit.group(2)));
        }
        Arrays.stream(Limit.values())
                .filter(limit -> !rates.containsKey(limit))
                .forEach(
                        limit -> {
                            throw new IllegalStateException(LIMITS + " says nothing of " + limit);
                        });
        return rates;
    }

    /// @throws IllegalStateException if it is missing or has another form
    static Rate frames(Variables variables) {
        return rate(FRAMES, variables.required(FRAMES));
    }

    private static Rate rate(String variable, String text) {
        Matcher rate = matching(RATE, variable, text);
        return new Rate(Integer.parseInt(rate.group(1)), Integer.parseInt(rate.group(2)));
    }

    private static Matcher matching(Pattern pattern, String variable, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException(variable + " has something else than a limit: " + text);
        }
        return matcher;
    }
}
