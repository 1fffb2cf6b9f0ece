package chat.functions;

import chat.service.Limit;
import chat.service.Rate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The variable `LIMITS`: for each [Limit] its name, how many at once, and how many per hour, such
/// as `MESSAGES=2000,360000 LOOKUPS=30,30`.
final class LimitsVariable {
    private static final String NAME = "LIMITS";
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern FORM = Pattern.compile("([A-Z_]+)=([0-9]{1,9}),([0-9]{1,9})");

    private LimitsVariable() {}

    /// @throws IllegalStateException if a limit is missing or has another form
    static Map<Limit, Rate> read(Variables variables) {
        var rates = new EnumMap<Limit, Rate>(Limit.class);
        for (String one : BLANK.splitAsStream(variables.required(NAME)).toList()) {
            var parts = FORM.matcher(one);
            if (!parts.matches()) {
                throw new IllegalStateException(NAME + " has something else than limits: " + one);
            }
            rates.put(
                    Limit.valueOf(parts.group(1)),
                    new Rate(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))));
        }
        Arrays.stream(Limit.values())
                .filter(limit -> !rates.containsKey(limit))
                .forEach(
                        limit -> {
                            throw new IllegalStateException(NAME + " says nothing of " + limit);
                        });
        return rates;
    }
}
