package chat.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Operations on folders that [Files] lacks.
final class Folders {
    private Folders() {}

    /// Deletes a folder and its content.
    static void delete(Path folder) {
        try (var below = Files.walk(folder)) {
            for (Path path : List.copyOf(below.toList()).reversed()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(folder + " could not be deleted", failure);
        }
    }
}
