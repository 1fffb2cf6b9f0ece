package chat.local.lambda;

import chat.local.files.Folders;
import chat.local.files.TemporaryFolders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/// The code of one or more functions: a deployment package as it was at its first use.
///
/// A jar is copied, so that a build which overwrites or deletes it does not affect running code. A
/// folder is used in place. Users of the code call [#enter] and [#leave]. A retired package accepts
/// no new users; the last one to leave closes it and deletes the copy.
///
/// Thread-safe.
final class DeploymentPackage implements AutoCloseable {
    private final Path source;
    private final RuntimeClasses runtime = new RuntimeClasses();
    private @Nullable Path copy;
    private @Nullable URLClassLoader loader;
    private int users;
    private boolean retired;

    /// @param source a jar or a folder; read on first use
    DeploymentPackage(Path source) {
        this.source = source;
    }

    /// Starts using the code.
    ///
    /// @return false if the package is retired; then there is a newer one
    synchronized boolean enter() {
        if (!retired) {
            users++;
        }
        return !retired;
    }

    /// Ends what [#enter] began.
    synchronized void leave() {
        users--;
        closeIfUnused();
    }

    /// Accepts no new users; closed when the last one leaves.
    synchronized void retire() {
        retired = true;
        closeIfUnused();
    }

    /// The working directory of a function, with the jar in `lib`, where Lambda's runtime expects
    /// jars.
    synchronized Path taskRoot() throws IOException {
        if (Files.isDirectory(source)) {
            return source.toAbsolutePath();
        }
        var made = copy;
        if (made == null) {
            made = copied();
            copy = made;
        }
        return made;
    }

    private Path copied() throws IOException {
        Path folder = TemporaryFolders.create("lambda-task-");
        try {
            Path lib = Files.createDirectory(folder.resolve("lib"));
            Files.copy(source, lib.resolve(source.getFileName()));
            return folder;
        } catch (IOException failure) {
            Folders.delete(folder);
            throw failure;
        }
    }

    /// Whether a jar has the content of this package, which is a jar too.
    boolean equalsJar(Path jar) throws IOException {
        return Files.mismatch(code(), jar) < 0;
    }

    /// The class loader of the functions in this JVM. Functions in the same package share it, and
    /// with it their static state; on AWS each has its own process.
    synchronized ClassLoader loader() throws IOException {
        var made = loader;
        if (made == null) {
            made =
                    new URLClassLoader(
                            source.getFileName().toString(),
                            new URL[] {code().toUri().toURL()},
                            runtime);
            loader = made;
        }
        return made;
    }

    /// Retires the package and deletes the copy. Running users keep the classes they have loaded.
    @Override
    public synchronized void close() {
        retire();
        deleteCopy();
    }

    private Path code() throws IOException {
        return Files.isDirectory(source)
                ? source
                : taskRoot().resolve("lib").resolve(source.getFileName());
    }

    private void closeIfUnused() {
        if (!retired || users > 0) {
            return;
        }
        try {
            if (loader != null) {
                loader.close();
                runtime.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        deleteCopy();
    }

    private void deleteCopy() {
        if (copy != null) {
            Folders.delete(copy);
            copy = null;
        }
    }
}
