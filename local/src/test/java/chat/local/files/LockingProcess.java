package chat.local.files;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A process that locks a folder, drops its reference to the lock, starts a child process, and
/// waits until its standard input ends.
final class LockingProcess implements AutoCloseable {
    private final Process process;

    private LockingProcess(Process process) {
        this.process = process;
    }

    /// @param arguments the folder
    public static void main(String[] arguments) throws Exception {
        lock(Path.of(arguments[0]));
        collectGarbage();
        new ProcessBuilder("cat")
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        System.out.println("locked");
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    /// In a separate method, because a variable of `main` would keep the lock from being collected.
    private static void lock(Path folder) throws IOException {
        var _ = DataDirectory.open(folder);
    }

    /// Returns once the collector has closed unreferenced files.
    private static void collectGarbage() throws InterruptedException {
        var closed = new CountDownLatch(1);
        Cleaner.create().register(new Object(), closed::countDown);
        do {
            System.gc();
        } while (!closed.await(100, MILLISECONDS));
    }

    /// Starts it. When it returns, the folder is locked.
    static LockingProcess start(Path folder) throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LockingProcess.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (!"locked".equals(process.inputReader().readLine())) {
            throw new IllegalStateException("the process did not lock " + folder);
        }
        return new LockingProcess(process);
    }

    long id() {
        return process.pid();
    }

    /// Kills it; its child process keeps running.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
