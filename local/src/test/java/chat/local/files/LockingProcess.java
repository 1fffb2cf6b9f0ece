package chat.local.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// A process that locks a folder, starts a child process, and waits until its standard input ends.
final class LockingProcess implements AutoCloseable {
    private final Process process;

    private LockingProcess(Process process) {
        this.process = process;
    }

    /// @param arguments the folder
    public static void main(String[] arguments) throws IOException {
        var lock = DataDirectory.open(Path.of(arguments[0]));
        new ProcessBuilder("cat")
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        System.out.println("locked");
        System.in.transferTo(OutputStream.nullOutputStream());
        lock.close();
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

    /// Kills it; its child process lives on.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
