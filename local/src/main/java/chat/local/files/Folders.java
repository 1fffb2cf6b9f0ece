package chat.local.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Operations on folders that [Files] lacks.
public final class Folders {
    private Folders() {}

    /// Deletes a folder and its content.
    public static void delete(Path folder) {
        try (var below = Files.walk(folder)) {
            for (Path path : List.copyOf(below.toList()).reversed()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(folder + " could not be deleted", failure);
        }
    }
}
