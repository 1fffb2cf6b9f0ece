package chat.local.echo;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;

import org.joda.time.DateTime;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// Packs the handlers of this package into a jar, together with Lambda's event classes and
/// Joda-Time, which Lambda's serializers load from the function's jar.
public final class EchoJar {
    private EchoJar() {}

    /// Writes the jar.
    public static Path write(Path jar) throws IOException {
        return write(jar, "1");
    }

    /// Writes the jar.
    ///
    /// @param version the content of its file `version`
    public static Path write(Path jar, String version) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                FileSystem events = FileSystems.newFileSystem(location(DynamodbEvent.class));
                FileSystem joda = FileSystems.newFileSystem(location(DateTime.class))) {
            copy(location(EchoJar.class), "chat/local/echo", out);
            copy(events.getPath("/"), "com", out);
            copy(joda.getPath("/"), "org", out);
            out.putNextEntry(new JarEntry("version"));
            out.write(version.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static Path location(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IOException(malformed);
        }
    }

    private static void copy(Path root, String folder, JarOutputStream out) throws IOException {
        try (var files = Files.walk(root.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
