package chat.protocol;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds the JSON objects of frames.
final class FrameObject {
    private FrameObject() {}

    static String json(Map<String, Object> fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    static Map<String, Object> reply(String type, Optional<String> requestId) {
        var fields = object("type", type);
        requestId.ifPresent(id -> fields.put("requestId", id));
        return fields;
    }

    static Map<String, Object> object(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        var pairs = List.of(namesAndValues);
        for (int i = 0; i < pairs.size(); i += 2) {
            fields.put((String) pairs.get(i), pairs.get(i + 1));
        }
        return fields;
    }
}
