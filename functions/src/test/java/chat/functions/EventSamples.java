package chat.functions;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /// A file's text.
    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
