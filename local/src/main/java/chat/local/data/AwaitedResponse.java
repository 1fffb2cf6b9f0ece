package chat.local.data;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/// An answer that goes out only if someone still waits for it; else the connection is closed
/// without one, though the request was done.
final class AwaitedResponse extends Response.Wrapper {
    private final BooleanSupplier isAwaited;
    private boolean asked;
    private boolean awaited;

    /// @param isAwaited asked once, when the request is done; may wait
    AwaitedResponse(Request request, Response response, BooleanSupplier isAwaited) {
        super(request, response);
        this.isAwaited = isAwaited;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        if (!asked) {
            asked = true;
            awaited = isAwaited.getAsBoolean();
        }
        if (awaited) {
            super.write(last, content, callback);
        } else {
            hangUp(getRequest(), callback);
        }
    }

    /// Closes the connection of a request without an answer. For the server it is then answered.
    static void hangUp(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().close();
        callback.succeeded();
    }
}
