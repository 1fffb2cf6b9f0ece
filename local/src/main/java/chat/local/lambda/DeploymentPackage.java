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

/// The code that some functions share: a deployment package as it was at its first use.
///
/// A jar is copied, so that a build which writes it anew or deletes it disturbs nothing that still
/// runs; a folder is used where it is. Whoever uses the code enters and leaves; once it is retired
/// nobody enters any more, and when the last one has left it is closed and the copy deleted.
///
/// Safe for use by several threads.
final class DeploymentPackage implements AutoCloseable {
    private final Path source;
    private final RuntimeClasses runtime = new RuntimeClasses();
    private @Nullable Path copy;
    private @Nullable URLClassLoader loader;
    private int users;
    private boolean retired;

    /// @param source a jar or a folder; nothing is read yet
    DeploymentPackage(Path source) {
        this.source = source;
    }

    /// Begins to use the code.
    ///
    /// @return false if it is retired; then there is a newer one
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

    /// Lets nobody in any more.
    synchronized void retire() {
        retired = true;
        closeIfUnused();
    }

    /// The folder that is a function's working directory, with the jar in `lib`, where Lambda's
    /// runtime takes jars from.
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

    /// The class loader of the functions in this JVM. Functions of the same package share it, hence
    /// static state; on AWS each has a process of its own.
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

    /// Retires it and deletes the copy. What is loaded stays so for those who still use it.
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
