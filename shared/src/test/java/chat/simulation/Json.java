package chat.simulation;

import com.fasterxml.jackson.jr.ob.JSON;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A frame of the server as a client reads it.
final class Json {
    private final Map<String, Object> fields;

    private Json(Map<String, Object> fields) {
        this.fields = fields;
    }

    static Json of(String text) {
        try {
            return new Json(JSON.std.mapFrom(text));
        } catch (IOException broken) {
            throw new Violation("not JSON: " + text + ": " + broken.getMessage());
        }
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    String text(String name) {
        return (String) required(name);
    }

    /// A text; empty if absent.
    String textOr(String name) {
        Object value = fields.get(name);
        return value == null ? "" : (String) value;
    }

    long number(String name) {
        return ((Number) required(name)).longValue();
    }

    OptionalLong optionalNumber(String name) {
        return fields.get(name) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /// The integers of an array; none if it is absent.
    List<Long> numbers(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(value -> ((Number) value).longValue()).toList()
                : List.of();
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(required(name));
    }

    Json object(String name) {
        return wrapped(required(name));
    }

    List<Json> objects(String name) {
        return ((List<?>) required(name)).stream().map(Json::wrapped).toList();
    }

    @SuppressWarnings("unchecked")
    private static Json wrapped(Object value) {
        return new Json((Map<String, Object>) value);
    }

    private Object required(String name) {
        @Nullable Object value = fields.get(name);
        if (value == null) {
            throw new Violation("the server sent no " + name + ": " + fields);
        }
        return value;
    }
}
