package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The events in `events-samples/`, deserialized as by Lambda.
final class EventSamples {
    private static final Path FOLDER = Path.of("..", "events-samples");

    private EventSamples() {}

    /// Returns an event as its handler receives it.
    ///
    /// @param name the file's name without `.json`
    static <T> T read(String name, Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, EventSamples.class.getClassLoader())
                .fromJson(text(name + ".json"));
    }

    /// Returns the names of all samples.
    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Returns an event's JSON with another frame.
    ///
    /// @param body the frame's text
    static String withBody(String name, String body) {
        Map<String, Object> event = LambdaRuntime.fields(text(name + ".json"));
        event.put("body", body);
        return json(event);
    }

    /// Returns an event's JSON with texts replaced, each of which must occur in it.
    ///
    /// @param replacements the new text by the text it replaces
    static String with(String name, Map<String, String> replacements) {
        String event = text(name + ".json");
        for (var replacement : replacements.entrySet()) {
            assertThat(event).contains(replacement.getKey());
            event = event.replace(replacement.getKey(), replacement.getValue());
        }
        return event;
    }

    /// Returns the JSON of one event with the records of several events.
    static String batch(String... events) {
        var records = new ArrayList<Object>();
        for (String event : events) {
            records.addAll((List<?>) requireNonNull(LambdaRuntime.fields(event).get("Records")));
        }
        return json(Map.of("Records", records));
    }

    /// Returns the fields as JSON.
    static String json(Map<String, ?> event) {
        try {
            return JSON.std.asString(event);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /// Returns the text of a file.
    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
