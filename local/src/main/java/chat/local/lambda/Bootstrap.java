package chat.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

import java.io.IOException;
import java.io.OutputStream;

/// The main class of a function's JVM: Lambda's own runtime interface client, tied to the process
/// that started it.
///
/// The JVM ends with its parent, even one that was killed: its standard input is a pipe that the
/// parent holds open and never writes to, so the end of it is the end of the parent. An interrupt
/// from the terminal is the parent's to handle: it may still need the function, for `$disconnect`.
///
/// It runs without the rest of this module on its class path, and uses nothing of it.
///
/// @see <a href="https://github.com/aws/aws-lambda-java-libs">The runtime interface client</a>
public final class Bootstrap implements Runnable {
    private static final int FAILED = 1;

    private Bootstrap() {}

    /// Serves invocations until the process is ended.
    ///
    /// @param arguments the handler
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ignoreInterrupts();
        var parent = new Thread(new Bootstrap(), "parent");
        parent.setDaemon(true);
        parent.start();
        try {
            AWSLambda.main(arguments);
        } catch (Throwable failure) { // What the client declares.
            failure.printStackTrace(System.err);
        }
        System.exit(FAILED); // A thread that the function left behind would keep the JVM alive.
    }

    /// Waits for the parent's end.
    @Override
    public void run() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println("The pipe to the parent process broke: " + broken);
        }
        Runtime.getRuntime().halt(FAILED);
    }

    /// By reflection, because the compiler warns of this API, the only one there is.
    private static void ignoreInterrupts() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        signal.getMethod("handle", signal, handler)
                .invoke(
                        null,
                        signal.getConstructor(String.class).newInstance("INT"),
                        handler.getField("SIG_IGN").get(null));
    }
}
