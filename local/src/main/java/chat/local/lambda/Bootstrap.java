package chat.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

import java.io.IOException;
import java.io.OutputStream;

/// The main class of a function's JVM: Lambda's runtime interface client, tied to its parent
/// process.
///
/// The JVM exits with its parent, even if the parent is killed: its standard input is a pipe that
/// the parent holds open and never writes to, so end of input means that the parent has exited. It
/// ignores an interrupt from the terminal, because the parent may still need the function for
/// `$disconnect`.
///
/// The JVM's class path does not include the rest of this module, so this class uses nothing from
/// it.
///
/// @see <a href="https://github.com/aws/aws-lambda-java-libs">The runtime interface client</a>
public final class Bootstrap implements Runnable {
    private static final int FAILED = 1;

    private Bootstrap() {}

    /// Serves invocations until the process exits.
    ///
    /// @param arguments the handler
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ignoreInterrupts();
        var parent = new Thread(new Bootstrap(), "parent");
        parent.setDaemon(true);
        parent.start();
        try {
            AWSLambda.main(arguments);
        } catch (Throwable failure) { // The client declares it.
            failure.printStackTrace(System.err);
        }
        System.exit(FAILED); // Threads that the function left running would keep the JVM alive.
    }

    /// Waits for the parent to exit.
    @Override
    public void run() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println("The pipe to the parent process broke: " + broken);
        }
        Runtime.getRuntime().halt(FAILED);
    }

    /// By reflection, because the compiler warns about this API and there is no other.
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
