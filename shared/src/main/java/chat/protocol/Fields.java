package chat.protocol;

import chat.domain.InvalidValueException;
import chat.domain.TooLargeException;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads the fields of a JSON object one by one. An error names the field by its path.
final class Fields {
    /// The largest integer that JavaScript holds exactly, 2⁵³ − 1.
    static final long INTEGER_MAX = 9_007_199_254_740_991L;

    private final Map<String, Object> values;
    private final String path;

    private Fields(Map<String, Object> values, String path) {
        this.values = values;
        this.path = path;
    }

    static Fields of(Map<?, ?> values) {
        return of(values, "");
    }

    private static Fields of(Map<?, ?> values, String path) {
        var fields = new HashMap<String, Object>();
        values.forEach((name, value) -> fields.put((String) name, value));
        return new Fields(fields, path);
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        return switch (values.get(name)) {
            case String text -> text;
            case null -> throw wrong(name, "is missing");
            default -> throw wrong(name, "must be a string");
        };
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /// Reads a text as a value of the domain. If it breaks the value's rule, the error states the
    /// rule.
    <T> T value(String name, Function<String, T> type) {
        return checked(name, () -> type.apply(text(name)));
    }

    /// Reads a text as a value of the domain; empty if it is missing or wrong.
    <T> Optional<T> readable(String name, Function<String, T> type) {
        try {
            return Optional.of(value(name, type));
        } catch (InvalidFieldException absentOrWrong) {
            return Optional.empty();
        }
    }

    long integer(String name, long min, long max) {
        return integer(name, values.get(name), min, max);
    }

    OptionalLong optionalInteger(String name, long min) {
        return has(name) ? OptionalLong.of(integer(name, min, INTEGER_MAX)) : OptionalLong.empty();
    }

    Optional<Boolean> optionalFlag(String name) {
        return switch (values.get(name)) {
            case Boolean flag -> Optional.of(flag);
            case null -> Optional.empty();
            default -> throw wrong(name, "must be true or false");
        };
    }

    /// Reads an optional text as a value of the domain.
    <T> Optional<T> optionalValue(String name, Function<String, T> type) {
        return has(name) ? Optional.of(value(name, type)) : Optional.empty();
    }

    /// The elements of an array of texts as values of the domain, without repetitions.
    <T> List<T> values(String name, int max, Function<String, T> type) {
        var values = new LinkedHashSet<T>();
        for (Object element : array(name, max)) {
            if (!(element instanceof String text)) {
                throw wrong(name, "must contain only strings");
            }
            values.add(checked(name, () -> type.apply(text)));
        }
        return List.copyOf(values);
    }

    /// The elements of an array of integers, ascending and without repetitions.
    List<Long> integers(String name, int max, long least) {
        var numbers = new TreeSet<Long>();
        for (Object element : array(name, max)) {
            numbers.add(integer(name, element, least, INTEGER_MAX));
        }
        return List.copyOf(numbers);
    }

    int limit(int byDefault, int max) {
        return has("limit") ? Math.toIntExact(integer("limit", 1, max)) : byDefault;
    }

    Fields object(String name) {
        return object(name, values.get(name));
    }

    /// The elements of an array. Read each with [#object(String, Object)].
    List<?> array(String name, int max) {
        return switch (values.get(name)) {
            case List<?> list when list.size() <= max -> list;
            case List<?> _ -> throw wrong(name, "must have at most " + max + " elements");
            case null -> throw wrong(name, "is missing");
            default -> throw wrong(name, "must be an array");
        };
    }

    Fields object(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(name, value == null ? "is missing" : "must be an object");
        }
        return of(map, path + name + ".");
    }

    /// The fields of an object that maps users to integers.
    <K> Map<K, Long> integersBy(String name, Function<String, K> type, int max) {
        Fields fields = object(name);
        if (fields.values.size() > max) {
            throw wrong(name, "must have at most " + max + " fields");
        }
        var result = new HashMap<K, Long>();
        fields.values.forEach(
                (key, value) ->
                        result.put(
                                checked(name, () -> type.apply(key)),
                                fields.integer("*", value, 0, INTEGER_MAX)));
        return result;
    }

    InvalidFieldException wrong(String name, String rule) {
        return new InvalidFieldException(ErrorCode.INVALID_FIELD, path + name + " " + rule);
    }

    private long integer(String name, @Nullable Object value, long min, long max) {
        long number =
                switch (value) {
                    case Integer small -> small;
                    case Long large -> large;
                    case null -> throw wrong(name, "is missing");
                    default -> throw wrong(name, "must be an integer");
                };
        if (number < min || number > max) {
            throw wrong(name, "must be from " + min + " to " + max);
        }
        return number;
    }

    private <T> T checked(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidValueException invalid) {
            throw wrong(name, String.valueOf(invalid.getMessage()));
        } catch (TooLargeException tooLarge) {
            throw new InvalidFieldException(
                    ErrorCode.TOO_LARGE, path + name + " " + tooLarge.getMessage());
        }
    }

    /// A field that cannot be read. The decoder always catches it.
    static final class InvalidFieldException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final ErrorCode code;

        InvalidFieldException(ErrorCode code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        ErrorCode code() {
            return code;
        }

        String explanation() {
            return String.valueOf(getMessage());
        }
    }
}
