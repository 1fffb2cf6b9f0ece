package chat.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The jars of several runtimes in this JVM, for tests that start many of them: the JVM loads and
/// compiles the classes of equal jars once. These classes share their static state, and stay loaded
/// when a runtime is closed.
///
/// Thread-safe.
public final class SharedCode implements AutoCloseable {
    private final Map<String, DeploymentPackage> packages = new HashMap<>();

    /// The package with the content of a jar.
    ///
    /// @return empty for a folder, and for a jar that differs from an earlier one of the same name
    synchronized Optional<DeploymentPackage> of(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        String name = jar.getFileName().toString();
        var shared = packages.computeIfAbsent(name, _ -> new DeploymentPackage(jar));
        try {
            return shared.equalsJar(jar) ? Optional.of(shared) : Optional.empty();
        } catch (IOException notReadable) {
            throw new UncheckedIOException(notReadable);
        }
    }

    /// Closes all packages, even those in use.
    @Override
    public synchronized void close() {
        packages.values().forEach(DeploymentPackage::close);
    }
}
