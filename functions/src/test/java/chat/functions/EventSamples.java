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

/// The events in `events-samples/`, read as Lambda itself reads them.
final class EventSamples {
    private static final Path FOLDER = Path.of("..", "events-samples");

    private EventSamples() {}

    /// An event as its handler gets it.
    ///
    /// @param name the file's name without `.json`
    static <T> T read(String name, Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, EventSamples.class.getClassLoader())
                .fromJson(text(name + ".json"));
    }

    /// The names of all samples.
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

    /// An event's JSON, its frame replaced.
    ///
    /// @param body the frame's text
    static String withBody(String name, String body) {
        Map<String, Object> event = LambdaRuntime.fields(text(name + ".json"));
        event.put("body", body);
        return json(event);
    }

    /// An event's JSON with some of its texts replaced, all of which it must hold.
    ///
    /// @param replacements what stands there, and what is to stand there
    static String with(String name, Map<String, String> replacements) {
        String event = text(name + ".json");
        for (var replacement : replacements.entrySet()) {
            assertThat(event).contains(replacement.getKey());
            event = event.replace(replacement.getKey(), replacement.getValue());
        }
        return event;
    }

    /// The JSON of one event with the records of several.
    static String batch(String... events) {
        var records = new ArrayList<Object>();
        for (String event : events) {
            records.addAll((List<?>) requireNonNull(LambdaRuntime.fields(event).get("Records")));
        }
        return json(Map.of("Records", records));
    }

    /// JSON of these fields.
    static String json(Map<String, ?> event) {
        try {
            return JSON.std.asString(event);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /// A file's text.
    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
